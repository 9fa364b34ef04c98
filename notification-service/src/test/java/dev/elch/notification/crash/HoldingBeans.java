package dev.elch.notification.crash;

import dev.elch.contract.UserSignedIn;
import dev.elch.notification.delivery.Outcome;
import dev.elch.notification.mail.Mail;
import dev.elch.notification.provider.Handover;
import dev.elch.notification.provider.MailProvider;
import dev.elch.notification.quota.Quota;
import dev.elch.notification.quota.QuotaDecision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Holds events at the crash points that lie outside the pipeline: behind the quota, before and behind a job's producer. */
final class HoldingBeans implements BeanPostProcessor {

    private final Holds holds;

    HoldingBeans(Holds holds) {
        this.holds = holds;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (name) {
            case "quota" -> holding((Quota) bean);
            case "mailProvider" -> quick((MailProvider) bean);
            case "jobProducer" -> holding((Producer<?, ?>) bean);
            default -> bean;
        };
    }

    private Quota holding(Quota quota) {
        return (signIn, mayBeRefused, now) -> {
            QuotaDecision decision = quota.ask(signIn, mayBeRefused, now);
            holds.holdAt(CrashPoint.QUOTA_CHARGED, signIn.eventKey());
            holds.holdAt(CrashPoint.OVER_QUOTA_NOT_RECORDED, signIn.eventKey());
            return decision;
        };
    }

    /** Says that it is quick, so that the lease may be short: the mail server of the test keeps processes waiting that are killed. */
    private static MailProvider quick(MailProvider provider) {
        return new MailProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public Outcome send(Mail mail) {
                return provider.send(mail);
            }

            @Override
            public Handover handOver(Mail mail) {
                return provider.handOver(mail);
            }

            @Override
            public Duration timeLimit() {
                return Duration.ofSeconds(1);
            }
        };
    }

    private Producer<?, ?> holding(Producer<?, ?> producer) {
        return (Producer<?, ?>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    boolean isSend = method.getName().equals("send") && arguments.length == 2;
                    return isSend
                            ? send(producer, method, (ProducerRecord<?, ?>) arguments[0], (Callback) arguments[1])
                            : called(producer, method, arguments);
                });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the future goes to the caller of the proxy
    private Object send(Producer<?, ?> producer, Method send, ProducerRecord<?, ?> record, Callback callback)
            throws Throwable {
        String eventKey = ((UserSignedIn) record.value()).getEventKey();
        if (holds.isHeldAt(CrashPoint.JOB_STORED_NOT_PUBLISHED, eventKey)) {
            return new CompletableFuture<>();
        }
        Callback unlessHeld = (metadata, failure) -> {
            if (failure != null || !holds.isHeldAt(CrashPoint.JOB_PUBLISHED_NOT_NOTED, eventKey)) {
                callback.onCompletion(metadata, failure);
            }
        };
        return called(producer, send, record, unlessHeld);
    }

    private static Object called(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
