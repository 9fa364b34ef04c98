package dev.elch.houserules;

import com.tngtech.archunit.core.domain.JavaClass;

/** A nested, local or anonymous class is judged by the class it stands in. */
final class Outermost {

    private Outermost() {}

    static JavaClass of(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
