package dev.elch.dlq.edit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters are edited.
 *
 * @param fourEyes whether somebody else has to approve an edit before it is replayed
 */
@ConfigurationProperties("elch.edit")
public record EditProperties(@DefaultValue("false") boolean fourEyes) {}
