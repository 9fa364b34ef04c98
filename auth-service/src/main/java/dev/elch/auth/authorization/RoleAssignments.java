package dev.elch.auth.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which user has which role. A user who is not configured has none. */
final class RoleAssignments {

    private static final String PROVIDER = "github:";

    private final Map<String, Role> rolesByUserId = new TreeMap<>();

    /**
     * Reads the allow-lists.
     *
     * @throws IllegalArgumentException when an entry is no numeric id, or a user has two roles
     */
    RoleAssignments(List<String> viewers, List<String> operators, List<String> admins) {
        add(viewers, Role.VIEWER);
        add(operators, Role.OPERATOR);
        add(admins, Role.ADMIN);
    }

    /** The role of a user; empty: none. */
    Optional<Role> roleOf(String userId) {
        return Optional.ofNullable(rolesByUserId.get(userId));
    }

    int size() {
        return rolesByUserId.size();
    }

    private void add(List<String> ids, Role role) {
        for (String id : ids) {
            if (!id.matches("[1-9][0-9]{0,18}")) {
                throw new IllegalArgumentException("elch.people." + role.word() + "s has \"" + id
                        + "\", which is no numeric GitHub id. A login would not do: it can change hands. The id is in"
                        + " https://api.github.com/users/<login>.");
            }
            Role other = rolesByUserId.putIfAbsent(PROVIDER + id, role);
            if (other != null && other != role) {
                throw new IllegalArgumentException("GitHub id " + id + " is in elch.people." + other.word()
                        + "s and in elch.people." + role.word() + "s. Leave it in one of them.");
            }
        }
    }
}
