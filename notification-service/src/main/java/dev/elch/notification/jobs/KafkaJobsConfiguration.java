package dev.elch.notification.jobs;

import dev.elch.contract.UserSignedIn;
import dev.elch.contract.WireFormat;
import dev.elch.notification.RegistryProperties;
import dev.elch.notification.ledger.MongoSubmissions;
import dev.elch.notification.quota.QuotaDecision;
import dev.elch.notification.quota.QuotaReservation;
import dev.elch.notification.record.KafkaSending;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts together the job API. */
@Configuration(proxyBeanMethods = false)
class KafkaJobsConfiguration {

    private static final int THREADS = 8;
    private static final int WAITING_FOR_A_THREAD = 10_000;

    /** Where what blocks is called: the producer, the quota. */
    @Bean(destroyMethod = "dispose")
    Scheduler jobThreads() {
        return Schedulers.newBoundedElastic(THREADS, WAITING_FOR_A_THREAD, "job", 60, true);
    }

    @Bean
    Serializer<UserSignedIn> jobSerializer(RegistryProperties registry) {
        return WireFormat.serializer(registry.url());
    }

    @Bean
    Producer<String, UserSignedIn> jobProducer(
            ProducerFactory<?, ?> factory, JobsProperties jobs, Serializer<UserSignedIn> jobSerializer) {
        return new KafkaProducer<>(
                KafkaSending.settings(factory.getConfigurationProperties(), jobs.publishTimeout()),
                new StringSerializer(),
                jobSerializer);
    }

    @Bean
    JobPublisher jobPublisher(
            Producer<String, UserSignedIn> jobProducer,
            MongoSubmissions submissions,
            JobsProperties jobs,
            Scheduler jobThreads,
            Clock clock) {
        KafkaJobEvents events = new KafkaJobEvents(jobProducer, jobThreads);
        return new JobPublisher(events, submissions, jobs.publishTimeout().multipliedBy(2), clock);
    }

    @Bean
    JobRelayLifecycle jobRelay(JobPublisher publisher, JobsProperties jobs) {
        return new JobRelayLifecycle(new JobRelay(publisher, jobs.relayEvery(), Schedulers.parallel()));
    }

    @Bean
    Jobs jobs(
            MongoSubmissions submissions,
            ObjectProvider<QuotaReservation> quota,
            JobPublisher publisher,
            JobsProperties jobs,
            Scheduler jobThreads,
            Clock clock) {
        QuotaReservation forecast = quota.getIfAvailable(() -> (signIn, now) -> new QuotaDecision.Granted());
        return new Jobs(submissions, forecast, publisher, jobs.relayAfter(), jobThreads, new SecureRandom(), clock);
    }

    @Bean
    JobWatch jobWatch(Jobs jobs, JobsProperties properties) {
        return new JobWatch(jobs::find, properties, Schedulers.parallel());
    }
}
