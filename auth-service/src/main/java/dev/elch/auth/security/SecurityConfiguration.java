package dev.elch.auth.security;

import dev.elch.access.AccessConfiguration;
import dev.elch.access.ApiSecurity;
import dev.elch.access.Role;
import dev.elch.auth.meters.AuthMeters;
import dev.elch.auth.outbox.SignInPublisher;
import dev.elch.contract.DisputeLink;
import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** What is open to whom, and what happens around a sign-in. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@Import(AccessConfiguration.class)
class SecurityConfiguration {

    /** No script at all, no frame, nothing from elsewhere; the pages need no more. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** What operators, admins and their Prometheus call: with a token, as in the other services, and never with a session. */
    @Bean
    @Order(1)
    SecurityWebFilterChain operations(ServerHttpSecurity http, ApiSecurity security) {
        return security.guard(http)
                .securityMatcher(new OrServerWebExchangeMatcher(
                        new PathPatternParserServerWebExchangeMatcher("/actuator/**"),
                        new PathPatternParserServerWebExchangeMatcher("/api/**")))
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers(HttpMethod.GET, "/actuator/health/liveness", "/actuator/health/readiness")
                        .permitAll()
                        .pathMatchers(HttpMethod.GET, "/actuator/health", "/actuator/prometheus")
                        .hasRole(Role.VIEWER.name())
                        .pathMatchers("/api/erasures")
                        .hasRole(Role.ADMIN.name())
                        .anyExchange()
                        .denyAll())
                .build();
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            ServerOAuth2AuthorizationRequestResolver authorizationRequests,
            ServerOAuth2AuthorizedClientRepository authorizedClients,
            SignInSuccess success,
            SignInFailure failure,
            RefusedRequests refused) {
        return http.authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/me", "/sign-out-everywhere")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .oauth2Login(login -> login.authorizationRequestResolver(authorizationRequests)
                        .authorizationRequestRepository(new BegunSignIns())
                        .authorizedClientRepository(authorizedClients)
                        .authenticationSuccessHandler(success)
                        .authenticationFailureHandler(failure))
                .logout(SecurityConfiguration::signOut)
                .csrf(csrf -> forgeryProtection(csrf, refused))
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .headers(SecurityConfiguration::headers)
                .build();
    }

    @Bean
    ServerOAuth2AuthorizationRequestResolver authorizationRequests(ReactiveClientRegistrationRepository clients) {
        DefaultServerOAuth2AuthorizationRequestResolver requests =
                new DefaultServerOAuth2AuthorizationRequestResolver(clients);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return requests;
    }

    @Bean
    ServerOAuth2AuthorizedClientRepository authorizedClients() {
        return new NoAuthorizedClientRepository();
    }

    @Bean
    SignInSuccess signInSuccess(SignInPublisher publisher, Clock clock) {
        return new SignInSuccess(publisher, clock);
    }

    @Bean
    SignInFailure signInFailure(AuthMeters meters) {
        return new SignInFailure(meters);
    }

    @Bean
    RefusedRequests refused() {
        return new RefusedRequests();
    }

    @Bean
    ForwardedHeaderTransformer forwardedHeaderTransformer(ProxyProperties properties) {
        return new TrustedProxies(properties.trusted());
    }

    private static void signOut(LogoutSpec logout) {
        RedirectServerLogoutSuccessHandler goHome = new RedirectServerLogoutSuccessHandler();
        goHome.setLogoutSuccessUrl(URI.create("/?signed-out"));
        logout.logoutUrl("/logout")
                .logoutHandler(new WebSessionServerLogoutHandler())
                .logoutSuccessHandler(goHome);
    }

    /**
     * Two need no token against forgery, because they use no session: the dispute pages, whose path is a signed secret, and
     * what consoles call, which show a secret of their own.
     */
    private static void forgeryProtection(CsrfSpec csrf, RefusedRequests refused) {
        csrf.accessDeniedHandler(refused)
                .requireCsrfProtectionMatcher(new AndServerWebExchangeMatcher(
                        CsrfWebFilter.DEFAULT_CSRF_MATCHER,
                        new NegatedServerWebExchangeMatcher(new OrServerWebExchangeMatcher(
                                posted(DisputeLink.PATH + "*"), posted("/oauth2/token"), posted("/oauth2/revoke")))));
    }

    private static ServerWebExchangeMatcher posted(String path) {
        return new PathPatternParserServerWebExchangeMatcher(path, HttpMethod.POST);
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(frames -> frames.mode(XFrameOptionsServerHttpHeadersWriter.Mode.DENY))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .permissionsPolicy(policy -> policy.policy("camera=(), geolocation=(), microphone=()"));
    }
}
