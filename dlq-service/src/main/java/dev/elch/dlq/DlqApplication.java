package dev.elch.dlq;

import dev.elch.dlq.cli.ElchCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts dlq-service or, when the first argument is {@value #CLI}, its command line, which needs nothing of the service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DlqApplication {

    static final String CLI = "cli";

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(CLI)) {
            System.exit(ElchCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(DlqApplication.class, args);
    }
}
