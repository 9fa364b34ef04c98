package dev.elch.auth.dispute;

import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.SignInHistory;
import dev.elch.auth.session.FallbackSessions;
import dev.elch.contract.DisputeLink;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is behind the link in the mail. */
@Configuration(proxyBeanMethods = false)
class DisputeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DisputeConfiguration.class);

    @Bean
    DisputeLink disputeLink(DisputeLinkProperties properties) {
        if (properties.keys().isEmpty()) {
            log.warn("No elch.dispute-link.keys are set: every \"this wasn't me\" link will be refused");
        }
        return properties.link();
    }

    @Bean
    Disputes disputes(SignInHistory history, FallbackSessions sessions, AuthMeters meters, Clock clock) {
        return new Disputes(history, sessions, meters, clock);
    }
}
