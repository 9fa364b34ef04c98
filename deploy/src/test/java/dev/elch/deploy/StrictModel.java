package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an object into the classes of its Kubernetes API, and names every field that they do not have. */
final class StrictModel {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Pod", Pod.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class));

    /** Kinds of operators, whose definitions are not part of Kubernetes. */
    private static final Set<String> OTHERS = Set.of(
            "cert-manager.io/v1 Certificate",
            "external-secrets.io/v1 ExternalSecret",
            "kafka.strimzi.io/v1beta2 KafkaTopic",
            "kafka.strimzi.io/v1beta2 KafkaUser",
            "keda.sh/v1alpha1 ScaledObject",
            "keda.sh/v1alpha1 TriggerAuthentication",
            "monitoring.coreos.com/v1 PrometheusRule",
            "monitoring.coreos.com/v1 ServiceMonitor");

    private StrictModel() {}

    /** Paths of the fields that the API does not have; a value of a wrong type is an exception. */
    static List<String> unknownFields(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + " " + object.path("kind").asText();
        List<String> unknown = new ArrayList<>();
        if (OTHERS.contains(kind)) {
            return unknown;
        }
        Class<?> model = KINDS.get(kind);
        if (model == null) {
            throw new AssertionError("no model for " + kind);
        }
        walk(MAPPER.convertValue(object, model), kind, unknown);
        return unknown;
    }

    private static void walk(Object value, String path, List<String> unknown) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> walk(entry, path + "." + key, unknown));
        } else if (value instanceof Iterable<?> list) {
            int index = 0;
            for (Object entry : list) {
                walk(entry, path + "[" + index++ + "]", unknown);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            walkFields(value, path, unknown);
        }
    }

    private static void walkFields(Object value, String path, List<String> unknown) {
        for (Method method : value.getClass().getMethods()) {
            if (method.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) call(method, value)).keySet().forEach(key -> unknown.add(path + "." + key));
            } else if (isField(method)) {
                walk(call(method, value), path + "." + method.getName().substring("get".length()), unknown);
            }
        }
    }

    private static boolean isField(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && (method.getReturnType().getName().startsWith("io.fabric8.")
                        || Map.class.isAssignableFrom(method.getReturnType())
                        || List.class.isAssignableFrom(method.getReturnType()));
    }

    private static Object call(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
