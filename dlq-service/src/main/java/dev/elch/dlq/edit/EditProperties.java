package dev.elch.dlq.edit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dead letters are edited.
 *
 * @param fourEyes whether a second person has to approve an edit before it is replayed
 */
@ConfigurationProperties("elch.edit")
public record EditProperties(@DefaultValue("false") boolean fourEyes) {}
