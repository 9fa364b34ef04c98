package dev.elch.auth.authorization;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Publishes the public halves of the keys, so that every service can check a token by itself (RFC 7517). */
@RestController
class JwksController {

    private static final Logger log = LoggerFactory.getLogger(JwksController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final RotatingKeys keys;

    private final boolean hasKeys;

    JwksController(RotatingKeys keys, AuthorizationProperties properties) {
        this.keys = keys;
        this.hasKeys = properties.signingKey() != null || properties.storesKeys();
    }

    @GetMapping("/.well-known/jwks.json")
    Mono<ResponseEntity<Map<String, Object>>> keys() {
        return (hasKeys ? keys.published() : Mono.just(List.<SigningKey>of()))
                .timeout(PATIENCE)
                .map(published -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(GOOD_FOR).cachePublic())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(openHalves(published)))
                .onErrorMap(away -> {
                    log.warn("No signing keys yet: {}", away.toString());
                    return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
                });
    }

    private static Map<String, Object> openHalves(List<SigningKey> published) {
        List<JWK> halves =
                published.stream().<JWK>map(key -> key.pair().toPublicJWK()).toList();
        return new JWKSet(halves).toJSONObject(true);
    }
}
