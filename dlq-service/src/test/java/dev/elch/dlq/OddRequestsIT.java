package dev.elch.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Odd requests are answered as problems that name what is wrong, and nothing is ordered, moved or stored. */
class OddRequestsIT {

    private static final String ROOT = "/api/admin/dlq";

    private final RunningService service = RunningService.shared();
    private final WebTestClient admin = service.as(Services.ADMIN);
    private final String kind = "odd-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'filter':{'kind':'K'},'reason':'r','topik':'x'}|topik",
                "{'all':true,'filtr':{'kind':'K'},'reason':'r'}|filtr",
                "{'filter':{'topik':'K'},'reason':'r'}|topik",
                "{'filter':{'kind':'K','kind':'L'},'reason':'r'}|kind",
                "{'filter':{'kind':'K'},'reason':'r','reason':'s'}|reason",
                "{'filter':{'kind':'K'},'all':false,'all':true,'reason':'r'}|all",
                "{'filter':{'kind':5},'reason':'r'}|kind",
                "{'filter':{'kind':null},'reason':'r'}|kind",
                "{'filter':{'kind':['K']},'reason':'r'}|kind",
                "{'filter':['kind'],'reason':'r'}|filter",
                "{'filter':'kind=K','reason':'r'}|filter",
                "{'all':'yes','reason':'r'}|all",
                "{'all':1,'reason':'r'}|all",
                "{'filter':{'kind':'K'},'reason':5}|reason",
                "{'filter':{'kind':'K'}}|reason",
                "{'filter':{'from':'1772359200000000'},'reason':'r'}|from",
                "{'filter':{'before':'+1000000000-12-31T23:59:59Z'},'reason':'r'}|before",
                "{'filter':{'before':'0000-01-01T00:00:00Z'},'reason':'r'}|before",
                "{'filter':{'before':'-9223372036854775808'},'reason':'r'}|before",
                "{'filter':{'from':'9223372036854775807'},'reason':'r'}|from",
                "{}|filter",
                "[]|body",
                "7|body",
            })
    void a_bulk_order_with_a_fault_names_it_and_does_nothing(String body, String field) {
        String json = body.replace('\'', '"').replace("\"K\"", "\"" + kind + "\"");
        String key = service.openDeadLetter(kind);
        String before = Answers.read(admin, ROOT + "/replays");

        for (String path : List.of("/replays", "/replays/preview", "/discard", "/restore")) {
            boolean needsNoReason = path.endsWith("preview");
            if (!needsNoReason || !field.equals("reason") || body.contains("'reason':'s'")) {
                assertNames(post(path, json), field);
            }
        }

        assertThat(Answers.read(admin, ROOT + "/replays")).isEqualTo(before);
        assertThat(Answers.read(admin, ROOT + "/" + key + "~0")).contains("\"state\":\"open\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/replays|{'filter':{'kind':'K'},'reason':'r','rate':1.5}|rate",
                "/replays|{'filter':{'kind':'K'},'reason':'r','rate':'50'}|rate",
                "/replays|{'filter':{'kind':'K'},'reason':'r','rate':0}|rate",
                "/replays|{'filter':{'kind':'K'},'reason':'r','rate':99999999999}|rate",
                "/replays/none/pause|{'reason':'r','until':'tomorrow'}|until",
                "/none~0/discard|{'reason':'r','filter':{'kind':'K'}}|filter",
                "/none~0/restore|{'reason':'r','all':true}|all",
                "/none~0/edit|{'payload':{},'reason':'r','force':true}|force",
                "/none~0/edit/approve|{'edit':1,'edit':2,'reason':'r'}|edit",
                "/tokens|{'name':'robot','days':1,'rol':'admin'}|rol",
                "/tokens|{'name':'robot','days':'1'}|days",
                "/tokens/none/revoke|{'reason':'r','now':true}|now",
            })
    void every_body_is_read_to_the_letter(String path, String body, String field) {
        assertNames(post(path, body.replace('\'', '"').replace("\"K\"", "\"" + kind + "\"")), field);
    }

    @ParameterizedTest
    @CsvSource({
        "/none~0?verbose=true,verbose",
        "/none~0/mail?lang=en,lang",
        "/groups?opn=true,opn",
        "/groups?open=perhaps,open",
        "/groups?open=true&open=false,open",
        "/groups/none?x=1,x",
        "/replays?state=done,state",
        "/replays/none?x=1,x",
        "/replays/none/dead-letters?page=-1,page",
        "/replays/none/dead-letters?page=one,page",
        "/replays/none/dead-letters?page=99999999999,page",
        "/replays/none/dead-letters?size=5,size",
        "/audit?actor=ada,actor",
        "/audit?before=-1,before",
        "/audit?before=0,before",
        "/audit?before=-9223372036854775808,before",
        "/audit?before=9223372036854775807,before",
        "/audit?before=9223372036854775808,before",
        "/audit/verify?x=1,x",
        "/alerts?open=true,open",
        "/automatic?x=1,x",
        "/tokens?x=1,x",
        "/me?x=1,x",
        "/fields?x=1,x",
        "?from=1772359200000000,from",
        "?from=2999-01-01T00:00:00Z,from",
        "?before=-9223372036854775808,before",
        "?before=9223372036854775807,before",
        "?before=%2B1000000000-12-31T23:59:59Z,before",
        "?State=open,State",
    })
    void a_parameter_that_is_not_read_or_makes_no_sense_is_named(String query, String field) {
        assertNames(send(HttpMethod.GET, query, null), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/replays?dryRun=true", "/discard?dryRun=true", "/none~0/edit?dryRun=true"})
    void an_order_ignores_no_parameter(String path) {
        assertNames(post(path, "{\"all\":true,\"reason\":\"r\"}"), "dryRun");
    }

    @Test
    void a_key_that_is_there_twice_is_refused() {
        service.openDeadLetter(kind);
        String order = "{\"filter\":{\"kind\":\"" + kind + "\"},\"reason\":\"r\"}";
        WebTestClient.RequestBodySpec twice =
                request(HttpMethod.POST, "/replays").header("Idempotency-Key", "one", "two");

        assertNames(read(twice.contentType(MediaType.APPLICATION_JSON).bodyValue(order)), "Idempotency-Key");
    }

    @Test
    void every_refusal_is_a_problem_with_the_same_fields() {
        Map<EntityExchangeResult<String>, Integer> refusals = Map.ofEntries(
                Map.entry(send(HttpMethod.GET, "/nothing/at/all/here", null), 404),
                Map.entry(send(HttpMethod.GET, "/nothing~0", null), 404),
                Map.entry(send(HttpMethod.GET, "/groups/none", null), 404),
                Map.entry(send(HttpMethod.DELETE, "/groups", null), 405),
                Map.entry(send(HttpMethod.PUT, "/discard", "{}"), 405),
                Map.entry(read(request(HttpMethod.GET, "/groups").accept(MediaType.parseMediaType("text/csv"))), 406),
                Map.entry(
                        read(request(HttpMethod.POST, "/discard")
                                .contentType(MediaType.APPLICATION_XML)
                                .bodyValue("<discard/>")),
                        415),
                Map.entry(
                        read(request(HttpMethod.POST, "/discard")
                                .header("Content-Encoding", "gzip")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue("{}")),
                        415),
                Map.entry(post("/discard", "{\"reason\": "), 400),
                Map.entry(post("/discard", ""), 400),
                Map.entry(post("/discard", "null"), 400),
                Map.entry(post("/discard", "[".repeat(10_000)), 400),
                Map.entry(post("/discard", "{\"reason\":\"r\",\"all\":true} {}"), 400),
                Map.entry(post("/discard", "{\"reason\":\"" + "x".repeat(400_000) + "\"}"), 413),
                Map.entry(post("/discard", "{}"), 400),
                Map.entry(post("/none~0/discard", "{\"reason\":\"r\"}"), 404),
                Map.entry(
                        read(service.as(Services.VIEWER)
                                .post()
                                .uri(ROOT + "/discard")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue("{}")),
                        403),
                Map.entry(read(service.anonymous().get().uri(ROOT)), 401));

        refusals.forEach((refusal, status) -> assertProblem(refusal, status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//groups", "/%2e%2e/dlq", ";a=b", "/%00~0", "/a%2Fb", "/%2561", "/%0d%0aX:y"})
    void a_path_that_could_be_read_in_two_ways_is_refused_in_words(String path) {
        EntityExchangeResult<String> refusal = send(HttpMethod.GET, path, null);

        assertThat(refusal.getStatus().value()).isEqualTo(400);
        assertThat(refusal.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(JsonPath.<String>read(refusal.getResponseBody(), "$.detail")).isNotBlank();
    }

    @Test
    void an_accept_header_that_cannot_be_read_is_refused_in_words() {
        assertProblem(read(request(HttpMethod.GET, "/groups").header("Accept", "///;q=9")), 406);
    }

    private static void assertProblem(EntityExchangeResult<String> refusal, int status) {
        String body = refusal.getResponseBody();
        assertThat(refusal.getStatus().value())
                .as("of %s: %s", refusal.getUrl(), body)
                .isEqualTo(status);
        assertThat(refusal.getResponseHeaders().getContentType())
                .as("of %s", refusal.getUrl())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        Map<String, Object> problem = JsonPath.read(body, "$");
        assertThat(problem).as("of %s", refusal.getUrl()).containsKeys("type", "title", "status", "detail", "instance");
        assertThat(problem).containsEntry("status", status);
        assertThat(problem.get("instance")).isEqualTo(refusal.getUrl().getPath());
        assertThat(body).doesNotContain("Exception", "dev.elch", "tools.jackson", "springframework");
    }

    private static void assertNames(EntityExchangeResult<String> refusal, String field) {
        assertProblem(refusal, 400);
        assertThat(JsonPath.<List<String>>read(refusal.getResponseBody(), "$.errors[*].field"))
                .as("in %s", refusal.getResponseBody())
                .containsExactly(field);
    }

    private EntityExchangeResult<String> post(String path, String body) {
        return send(HttpMethod.POST, path, body);
    }

    private EntityExchangeResult<String> send(HttpMethod method, String path, String body) {
        WebTestClient.RequestBodySpec request = request(method, path);
        return read(
                body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body));
    }

    private WebTestClient.RequestBodySpec request(HttpMethod method, String path) {
        return admin.method(method).uri(URI.create(service.url() + ROOT + path));
    }

    private static EntityExchangeResult<String> read(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().expectBody(String.class).returnResult();
    }
}
