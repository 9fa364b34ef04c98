package dev.elch.notification.webhook;

import dev.elch.contract.Topics;
import dev.elch.notification.digest.SentDigests;
import dev.elch.notification.ledger.MailReports;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.provider.sendgrid.SendGridProperties;
import dev.elch.notification.record.KafkaSending;
import dev.elch.notification.settled.SettledEvents;
import dev.elch.notification.suppression.SuppressedAddresses;
import dev.elch.startup.CannotStartException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;
import reactor.core.scheduler.Scheduler;

/** Creates what receives and what applies the reports of mail providers. */
@Configuration(proxyBeanMethods = false)
class KafkaWebhookConfiguration {

    @Bean
    Producer<byte[], byte[]> mailEventsProducer(ProducerFactory<?, ?> factory, WebhookProperties webhook) {
        return new KafkaProducer<>(
                KafkaSending.settings(factory.getConfigurationProperties(), webhook.publishTimeout()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A webhook that could not sign would lose every report. */
    @Bean
    ReportSignatures reportSignatures(WebhookProperties webhook, SendGridProperties sendGrid) {
        if (webhook.keys().isEmpty() && !sendGrid.webhookPublicKey().isBlank()) {
            throw new CannotStartException(
                    "elch.sendgrid.webhook-public-key is set, and there is no key that signs what the webhook queues.",
                    "Set elch.webhook.keys.<id> to the output of 'openssl rand -base64 32'.");
        }
        return webhook.signatures();
    }

    @Bean
    KafkaMailEvents mailEvents(
            Producer<byte[], byte[]> mailEventsProducer,
            ReportSignatures signatures,
            WebhookProperties webhook,
            Scheduler jobThreads) {
        return new KafkaMailEvents(mailEventsProducer, signatures, webhook.publishTimeout(), jobThreads);
    }

    @Bean
    SendGridReportApplier sendGridReportApplier(
            MailReports reports,
            SuppressedAddresses suppressed,
            SentDigests digests,
            SettledEvents settled,
            DeliveryMeters meters,
            Clock clock) {
        return new SendGridReportApplier(reports, suppressed, digests, settled, meters, clock);
    }

    /** Apply reports; they wait for the database most of the time. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService mailReportThreads(WebhookProperties webhook) {
        AtomicInteger count = new AtomicInteger();
        return Executors.newFixedThreadPool(webhook.atOnce(), work -> {
            Thread thread = new Thread(work, "mail-reports-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tries a report again for as long as database and broker do not answer: none of them may be lost. */
    @Bean
    KafkaMessageListenerContainer<byte[], byte[]> mailEventsContainer(
            ConsumerFactory<?, ?> factory,
            SendGridReportApplier applier,
            ReportSignatures signatures,
            WebhookProperties webhook,
            DeliveryMeters meters,
            @Qualifier("mailReportThreads") ExecutorService mailReportThreads,
            Clock clock) {
        Map<String, Object> settings = new HashMap<>(factory.getConfigurationProperties());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        ContainerProperties container = new ContainerProperties(Topics.MAIL_EVENTS);
        container.setGroupId(webhook.group());
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setMessageListener(
                new KafkaMailEventsListener(applier, signatures, meters, mailReportThreads, clock, webhook.tries()));
        KafkaMessageListenerContainer<byte[], byte[]> events = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                container);
        DefaultErrorHandler again =
                new DefaultErrorHandler(new FixedBackOff(webhook.again().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        again.setLogLevel(org.springframework.kafka.KafkaException.Level.DEBUG);
        events.setCommonErrorHandler(again);
        return events;
    }
}
