package dev.elch.dlq.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Follows a replay job until it ends or is paused, with a progress bar. */
final class JobProgress {

    private static final Set<String> ENDS = Set.of("done", "cancelled", "paused");
    private static final int BAR = 30;

    private final ApiClient client;
    private final Connection connection;

    JobProgress(ApiClient client, Connection connection) {
        this.client = client;
        this.connection = connection;
    }

    /** The exit code: whether every dead letter was delivered or rightly skipped. */
    int follow(JsonNode started) {
        String path = "/replays/" + ApiClient.encoded(Texts.text(started, "id"));
        JsonNode job = started;
        while (!ENDS.contains(Texts.text(job, "state"))) {
            connection.tell(line(job));
            pause();
            job = client.get(path, Map.of());
        }
        connection.show(job, Texts.job(job));
        boolean isComplete = Texts.text(job, "state").equals("done")
                && job.path("failedAgain").asLong() == 0;
        return isComplete ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private static String line(JsonNode job) {
        long selected = job.path("selected").asLong();
        long closed = selected - job.path("open").asLong();
        int filled = selected == 0 ? 0 : (int) (BAR * closed / selected);
        return "[%s%s] %d/%d %s"
                .formatted("#".repeat(filled), ".".repeat(BAR - filled), closed, selected, Texts.text(job, "state"));
    }

    /** A command line has nothing else to do. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INCOMPLETE, "interrupted; the job goes on");
        }
    }
}
