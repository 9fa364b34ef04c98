package dev.elch.dlq.replay;

import dev.elch.contract.Topics;
import dev.elch.dlq.search.DeadLetterFilter;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Reads a job from the database. */
final class MongoReplayJobDocument {

    /** Jobs of earlier versions have none: there was only one place to send to. */
    static final String TOPIC = "topic";

    static final String FILTER = "filter";
    static final String REASON = "reason";

    /** Why it is in its state. */
    static final String WHY = "why";

    private MongoReplayJobDocument() {}

    static ReplayJob read(Document job) {
        Map<String, String> filter = new TreeMap<>();
        job.get(FILTER, new Document()).forEach((name, value) -> filter.put(name, String.valueOf(value)));
        Map<Integer, Long> positions = new TreeMap<>();
        job.get("positions", new Document())
                .forEach((partition, offset) ->
                        positions.put(Integer.valueOf(partition), ((Number) offset).longValue()));
        Document before = job.get("before", new Document());
        return new ReplayJob(
                job.getString("_id"),
                DeadLetterFilter.of(filter),
                job.get(TOPIC, Topics.REPLAY),
                job.getInteger("rate"),
                job.getString("actor"),
                job.getString(REASON),
                JobState.ofWord(job.getString("state")),
                job.getString(WHY),
                job.getDate("cutoff").toInstant(),
                job.getDate("changedAt").toInstant(),
                job.getLong("selected"),
                job.getInteger("pages"),
                job.getInteger("nextPage"),
                positions,
                new ReplayJob.Outcomes(before.get("delivered", 0L), before.get("failedAgain", 0L)),
                job.getString("owner"));
    }
}
