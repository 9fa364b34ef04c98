package dev.elch.notification.crash;

import dev.elch.notification.NotificationApplication;
import dev.elch.notification.pipeline.Milestones;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it runs in production, only that events of this process stay at their crash points until it is killed. */
public final class HoldingService {

    /** System property: number of this process. */
    static final String FAILURE = "crash.failure";

    /** System property: folder in which a file says which event is held. */
    static final String HELD = "crash.held";

    private HoldingService() {}

    public static void main(String[] arguments) {
        Holds holds = new Holds(Integer.getInteger(FAILURE), Path.of(System.getProperty(HELD)));
        new SpringApplicationBuilder(NotificationApplication.class)
                .initializers(fresh -> {
                    ((GenericApplicationContext) fresh)
                            .registerBean("holds", Milestones.class, () -> holds, bean -> bean.setPrimary(true));
                    fresh.getBeanFactory().addBeanPostProcessor(new HoldingBeans(holds));
                })
                .run(arguments);
    }
}
