package dev.elch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the pod security standard "restricted" forbids
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and beyond it a root file system that can be written.
 */
final class RestrictedPods {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private RestrictedPods() {}

    /** One sentence for every rule that the pod breaks. */
    static List<String> violations(JsonNode pod) {
        List<String> violations = new ArrayList<>();
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(!pod.path(shared).asBoolean(), shared + " is true", violations);
        }
        JsonNode ofPod = pod.path("securityContext");
        require(ofPod.path("runAsNonRoot").asBoolean(), "runAsNonRoot is not true", violations);
        require(ofPod.path("runAsUser").asInt() > 0, "runAsUser is root or not set", violations);
        require(
                ofPod.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                "seccompProfile is not RuntimeDefault",
                violations);
        Manifests.stream(pod.path("volumes"))
                .flatMap(volume -> volume.properties().stream())
                .filter(entry -> !entry.getKey().equals("name") && !VOLUMES.contains(entry.getKey()))
                .forEach(entry -> violations.add("a volume is a " + entry.getKey()));
        Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(kind -> Manifests.stream(pod.path(kind)))
                .forEach(container -> checkContainer(container, violations));
        return violations;
    }

    private static void checkContainer(JsonNode container, List<String> violations) {
        JsonNode security = container.path("securityContext");
        String name = container.path("name").asText();
        require(
                !security.path("allowPrivilegeEscalation").asBoolean(true),
                name + " allows privilege escalation",
                violations);
        require(!security.path("privileged").asBoolean(), name + " is privileged", violations);
        require(
                security.path("readOnlyRootFilesystem").asBoolean(),
                name + " can write its root file system",
                violations);
        require(
                security.at("/capabilities/drop").toString().equals("[\"ALL\"]"),
                name + " does not drop all capabilities",
                violations);
        require(security.at("/capabilities/add").isMissingNode(), name + " adds capabilities", violations);
        require(security.path("runAsUser").asInt(1) > 0, name + " runs as root", violations);
        require(security.path("runAsNonRoot").asBoolean(true), name + " may run as root", violations);
        Manifests.stream(container.path("ports"))
                .filter(port -> port.has("hostPort"))
                .forEach(port -> violations.add(name + " takes a port of the host"));
    }

    private static void require(boolean isFine, String violation, List<String> violations) {
        if (!isFine) {
            violations.add(violation);
        }
    }
}
