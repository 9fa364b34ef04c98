package dev.elch.dlq.replay.run;

import dev.elch.dlq.MongoAnswers;
import dev.elch.dlq.meter.DlqMeters;
import dev.elch.dlq.replay.Balance;
import dev.elch.dlq.replay.Forecast;
import dev.elch.dlq.replay.JobState;
import dev.elch.dlq.replay.MongoClaims;
import dev.elch.dlq.replay.MongoReplayJobs;
import dev.elch.dlq.replay.MongoReplayPages;
import dev.elch.dlq.replay.MongoReplayRequests;
import dev.elch.dlq.replay.ReplayJob;
import dev.elch.dlq.replay.ReplayProperties;
import dev.elch.dlq.replay.Replays;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a job's work, each durable when it returns. */
final class JobWork {

    private static final Logger log = LoggerFactory.getLogger(JobWork.class);

    private final MongoAnswers answers = MongoAnswers.inTime();
    private final MongoClaims claims;
    private final MongoReplayPages pages;
    private final MongoReplayJobs jobs;
    private final MongoReplayRequests requests;
    private final KafkaReplayTopic topic;
    private final KafkaReplayHistory history;
    private final ReplayProperties properties;
    private final DlqMeters meters;
    private final Clock clock;

    JobWork(
            MongoClaims claims,
            MongoReplayPages pages,
            MongoReplayJobs jobs,
            MongoReplayRequests requests,
            KafkaReplayTopic topic,
            KafkaReplayHistory history,
            ReplayProperties properties,
            DlqMeters meters,
            Clock clock) {
        this.claims = claims;
        this.pages = pages;
        this.jobs = jobs;
        this.requests = requests;
        this.topic = topic;
        this.history = history;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    void freeze(ReplayJob job, Runnable stillOurs) {
        new MembershipFreezer(claims, pages, jobs, forecast(job), clock).freeze(job, stillOurs);
        log.info("Replay job {}: its dead letters are frozen", job.id());
    }

    /** Before anything is sent it is written down from where on the topic what is sent can be found. */
    Sending sending(ReplayJob job) {
        ReplayJob positioned = job.positions().isEmpty()
                ? jobs.sentUpTo(job.id(), job.nextPage(), history.end(job.topic()))
                        .as(answers::find)
                        .orElseThrow()
                : job;
        return new Sending(positioned, claims, pages, topic, history, forecast(job), meters, clock);
    }

    void remember(ReplayJob job, Sending sending) {
        if (sending.isCertain()) {
            Map<Integer, Long> positions = sending.positions();
            jobs.sentUpTo(job.id(), sending.nextPage(), positions).as(answers::await);
        }
    }

    /** Whether so many have failed again that a person should look before more is sent. */
    boolean pauseWhenFailing(ReplayJob job) {
        ReplayJob.Outcomes since = ReplayJob.Outcomes.of(balance(job)).since(job.before());
        if (!properties.isTrouble(since)) {
            return false;
        }
        String why = "%d of %d outcomes failed again: what was broken may still be"
                .formatted(since.failedAgain(), since.failedAgain() + since.delivered());
        jobs.move(job.id(), Set.of(JobState.RUNNING), JobState.PAUSED, why, clock.instant())
                .as(answers::await);
        log.warn("Replay job {} pauses itself: {}", job.id(), why);
        return true;
    }

    void allSent(ReplayJob job) {
        jobs.move(job.id(), Set.of(JobState.RUNNING), JobState.WAITING, null, clock.instant())
                .as(answers::await);
        log.info("Replay job {}: all is sent, outcomes are to come", job.id());
    }

    void finishWhenSettled(ReplayJob job) {
        Balance balance = balance(job);
        if (balance.open() == 0) {
            jobs.move(job.id(), Set.of(JobState.WAITING), JobState.DONE, null, clock.instant())
                    .as(answers::await);
            requests.forget(Replays.requestOf(job.filter(), job.topic()), job.id())
                    .as(answers::await);
            log.info("Replay job {} is done: {}", job.id(), balance);
        }
    }

    void cancel(ReplayJob job, Sending sending, Runnable stillOurs) {
        sending.makeCertain(job.pages());
        new Cancelling(claims, pages, clock).cancel(job, stillOurs);
        jobs.move(job.id(), Set.of(JobState.CANCELLING), JobState.CANCELLED, job.why(), clock.instant())
                .as(answers::await);
        requests.forget(Replays.requestOf(job.filter(), job.topic()), job.id()).as(answers::await);
        log.info("Replay job {} is cancelled: {}", job.id(), balance(job));
    }

    private Forecast forecast(ReplayJob job) {
        return new Forecast(properties, job.topic());
    }

    private Balance balance(ReplayJob job) {
        return pages.balance(job.id(), job.pages()).as(answers::find).orElse(Balance.NOTHING);
    }
}
