package dev.elch.dlq;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts dlq-service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DlqApplication {

    public static void main(String[] args) {
        SpringApplication.run(DlqApplication.class, args);
    }
}
