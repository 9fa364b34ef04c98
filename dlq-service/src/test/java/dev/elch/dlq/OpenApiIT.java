package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API describes itself. */
class OpenApiIT {

    private final String document = Answers.read(RunningService.shared().as(Services.VIEWER), "/api/admin/dlq/openapi");

    @Test
    void every_verb_is_described() {
        Map<String, Object> paths = JsonPath.read(document, "$.paths");

        assertThat(paths)
                .containsKeys(
                        "/api/admin/dlq",
                        "/api/admin/dlq/{id}",
                        "/api/admin/dlq/{id}/mail",
                        "/api/admin/dlq/{id}/discard",
                        "/api/admin/dlq/{id}/restore",
                        "/api/admin/dlq/fields",
                        "/api/admin/dlq/groups",
                        "/api/admin/dlq/replays",
                        "/api/admin/dlq/replays/preview",
                        "/api/admin/dlq/replays/{id}/cancel",
                        "/api/admin/dlq/audit/verify");
    }

    @Test
    void the_document_says_how_to_authenticate() {
        assertThat(JsonPath.<String>read(document, "$.components.securitySchemes.token.scheme"))
                .isEqualTo("bearer");
        assertThat(document).doesNotContain("\"Caller\"").doesNotContain("\"caller\"");
    }
}
