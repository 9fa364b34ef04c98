package dev.elch.notification.intake;

import dev.elch.contract.Topics;
import dev.elch.notification.meters.DeliveryMeters;
import dev.elch.notification.pipeline.DeliveryPipeline;
import dev.elch.notification.retry.RetryChain;
import dev.elch.notification.retry.RetryStep;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Puts together the intake: one consumer for what is new, one for what is tried again. */
@Configuration(proxyBeanMethods = false)
class KafkaIntakeConfiguration {

    private static final int ENOUGH_TO_FETCH = 256 * 1024;
    private static final Duration LONGEST_FETCH_WAIT = Duration.ofMillis(500);

    @Bean
    IntakeThreads intakeThreads(
            ConsumerFactory<?, ?> factory,
            DeliveryPipeline pipeline,
            RetryChain chain,
            IntakeProperties properties,
            DeliveryMeters meters,
            Clock clock) {
        Map<String, Lane> fresh = Map.of(Topics.USER_SIGNED_IN, Lane.LIVE, Topics.REPLAY, Lane.REPLAY);
        Map<String, Lane> retries =
                chain.steps().stream().collect(Collectors.toMap(RetryStep::topic, step -> Lane.RETRY));
        Map<String, Object> unhurried = Map.of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                ENOUGH_TO_FETCH,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                fetchWaitMillis(chain));
        ProviderGate gate = new ProviderGate(properties.probeEvery(), properties.running());
        WorkBoard board = new WorkBoard(properties.limits(), gate, properties.headStart());
        return IntakeThreads.of(
                board,
                pipeline,
                properties,
                meters,
                clock,
                dispatcher -> List.of(
                        new KafkaIntake(
                                fresh,
                                consumer(factory, properties.group(), Map.of()),
                                dispatcher,
                                properties,
                                meters,
                                clock),
                        new KafkaIntake(
                                retries,
                                consumer(factory, properties.group() + "-retry", unhurried),
                                dispatcher,
                                properties,
                                meters,
                                clock)));
    }

    @Bean
    StepWatch stepWatch(IntakeThreads threads, RetryChain chain, DeliveryMeters meters, Clock clock) {
        return StepWatch.of(threads.dispatcher(), chain.steps(), meters, clock);
    }

    @Bean
    IntakeLifecycle intakeLifecycle(IntakeThreads threads) {
        return new IntakeLifecycle(threads);
    }

    /**
     * A retry is published long before it is due: so the broker may gather some for a tenth of the shortest delay, instead of
     * answering once for each.
     */
    private static int fetchWaitMillis(RetryChain chain) {
        Duration tenth = chain.steps().get(0).delay().dividedBy(10);
        return (int) Math.max(1, Math.min(tenth.toMillis(), LONGEST_FETCH_WAIT.toMillis()));
    }

    private static Supplier<Consumer<byte[], byte[]>> consumer(
            ConsumerFactory<?, ?> factory, String group, Map<String, Object> unlessSet) {
        Map<String, Object> settings = new HashMap<>(factory.getConfigurationProperties());
        unlessSet.forEach(settings::putIfAbsent);
        settings.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        if (!"consumer".equals(settings.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        }
        return () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
