package dev.elch.auth.page;

import dev.elch.auth.security.FailureReason;
import dev.elch.auth.signin.GitHubUser;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages for who is not signed in. */
@RestController
class HomeController {

    private final Pages pages;

    HomeController(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/")
    ResponseEntity<String> home(
            @RequestHeader HttpHeaders headers,
            @AuthenticationPrincipal @Nullable GitHubUser user,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut) {
        return pages.page(
                headers,
                HttpStatus.OK,
                "home",
                Map.of("isSignedIn", user != null, "note", signedOut == null ? "" : noteOf(signedOut)));
    }

    @GetMapping("/sign-in-failed")
    ResponseEntity<String> signInFailed(
            @RequestHeader HttpHeaders headers, @RequestParam(name = "why", defaultValue = "trouble") String why) {
        FailureReason reason = FailureReason.ofWord(why);
        return pages.page(headers, reason.status(), "failed", Map.of("why", reason.word()));
    }

    private static String noteOf(String signedOut) {
        return switch (signedOut) {
            case "everywhere" -> "home.signed-out-everywhere";
            case "only-here" -> "home.signed-out-only-here";
            default -> "home.signed-out";
        };
    }
}
