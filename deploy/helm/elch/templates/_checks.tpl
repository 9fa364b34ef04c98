{{/* Fails once, with one sentence for each value that is missing or contradicts another. */}}
{{- define "elch.checks" -}}
{{- $v := .Values -}}
{{- $wrong := list -}}
{{- if not $v.kafka.bootstrapServers -}}
{{- $wrong = append $wrong "kafka.bootstrapServers is empty: set it to the broker, such as kafka:9092." -}}
{{- end -}}
{{- if not $v.registry.url -}}
{{- $wrong = append $wrong "registry.url is empty: set it to the schema registry, such as http://registry:8080/apis/registry/v3." -}}
{{- end -}}
{{- if $v.notification.enabled -}}
{{- $n := $v.notification -}}
{{- $providers := list $n.provider.primary $n.provider.failover -}}
{{- if not $n.provider.primary -}}
{{- $wrong = append $wrong "notification.provider.primary is empty: set it to smtp, to sendgrid, or to log-only if no mail must be sent." -}}
{{- end -}}
{{- if and $n.provider.primary (eq $n.provider.primary $n.provider.failover) -}}
{{- $wrong = append $wrong "notification.provider.failover is the primary itself: leave it empty, or name the other one." -}}
{{- end -}}
{{- if and (has "smtp" $providers) (not $n.smtp.host) -}}
{{- $wrong = append $wrong "notification.smtp.host is empty: set it to the mail server, or choose another notification.provider.primary." -}}
{{- end -}}
{{- if and (has "smtp" $providers) $n.smtp.login (eq $n.smtp.tls "none") -}}
{{- $wrong = append $wrong "notification.smtp.tls is none and notification.smtp.login is true: the password would travel in clear text. Use starttls or implicit, or set login to false." -}}
{{- end -}}
{{- if not $n.mail.from -}}
{{- $wrong = append $wrong "notification.mail.from is empty: set it to the sender's address, such as no-reply@example.org." -}}
{{- end -}}
{{- if not $n.mail.appUrl -}}
{{- $wrong = append $wrong "notification.mail.appUrl is empty: set it to the public address of auth-service, such as https://auth.example.org." -}}
{{- end -}}
{{- if $n.keda.enabled -}}
{{- if gt (int $n.keda.maxReplicas) (int $v.topics.partitions) -}}
{{- $wrong = append $wrong (printf "notification.keda.maxReplicas is %v and topics.partitions is %v: replicas beyond the partitions have nothing to do. Lower the one or raise the other." $n.keda.maxReplicas $v.topics.partitions) -}}
{{- end -}}
{{- if gt (int $n.keda.minReplicas) (int $n.keda.maxReplicas) -}}
{{- $wrong = append $wrong "notification.keda.minReplicas is greater than maxReplicas." -}}
{{- end -}}
{{- if and (hasPrefix "SASL_" $v.kafka.protocol) (not $n.keda.existingSecret) -}}
{{- $wrong = append $wrong "notification.keda.existingSecret is empty and kafka.protocol uses SASL: name a Secret with user name and password, with which KEDA reads the lag." -}}
{{- end -}}
{{- if eq $v.kafka.protocol "SSL" -}}
{{- $wrong = append $wrong "notification.keda.enabled does not work with kafka.protocol SSL: KEDA needs a user name and a password. Use SASL_SSL, or fixed replicas." -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq (int $v.management.port) 8080 -}}
{{- $wrong = append $wrong "management.port is 8080, which the services use for calls: choose another one, such as 9090." -}}
{{- end -}}
{{- if not (has $v.disputeLink.signingKey $v.disputeLink.keyIds) -}}
{{- $wrong = append $wrong (printf "disputeLink.signingKey is %q: it has to be one of disputeLink.keyIds." $v.disputeLink.signingKey) -}}
{{- end -}}
{{- if not (has $v.people.storageKey $v.people.storageKeyIds) -}}
{{- $wrong = append $wrong (printf "people.storageKey is %q: it has to be one of people.storageKeyIds." $v.people.storageKey) -}}
{{- end -}}
{{- if not (has $v.notification.sendgrid.reportSigningKey $v.notification.sendgrid.reportKeyIds) -}}
{{- $wrong = append $wrong (printf "notification.sendgrid.reportSigningKey is %q: it has to be one of notification.sendgrid.reportKeyIds." $v.notification.sendgrid.reportSigningKey) -}}
{{- end -}}
{{- if and $v.dlq.enabled $v.dlq.mailPreview.enabled (not $v.notification.enabled) -}}
{{- $wrong = append $wrong "dlq.mailPreview.enabled needs notification.enabled: only notification-service writes mails." -}}
{{- end -}}
{{- $users := include "elch.services" . | fromJsonArray -}}
{{- if $v.init.enabled -}}{{- $users = append $users "init" -}}{{- end -}}
{{- range $user := $users -}}
{{- $own := get $v $user -}}
{{- $strimziUser := and $v.strimzi.users.enabled (ne $user "init") -}}
{{- if and (hasPrefix "SASL_" $v.kafka.protocol) (not (or $own.kafka.existingSecret $v.kafka.existingSecret $strimziUser)) -}}
{{- $wrong = append $wrong (printf "%s.kafka.existingSecret and kafka.existingSecret are empty and kafka.protocol is %s: name a Secret that holds the login as %s." $user $v.kafka.protocol $v.kafka.jaasConfigKey) -}}
{{- end -}}
{{- if and (eq $v.kafka.protocol "SSL") (not (or $own.kafka.clientSecret $v.kafka.clientSecret $strimziUser)) -}}
{{- $wrong = append $wrong (printf "%s.kafka.clientSecret and kafka.clientSecret are empty and kafka.protocol is SSL: name a Secret that holds certificate and key." $user) -}}
{{- end -}}
{{- end -}}
{{- range $service := include "elch.services" . | fromJsonArray -}}
{{- $own := get $v $service -}}
{{- $shutdown := $own.shutdown -}}
{{- $needed := int (add $shutdown.preStopSeconds $shutdown.backgroundSeconds $shutdown.phaseSeconds 10) -}}
{{- if and $shutdown.terminationGracePeriodSeconds (lt (int $shutdown.terminationGracePeriodSeconds) $needed) -}}
{{- $wrong = append $wrong (printf "%s.shutdown.terminationGracePeriodSeconds is %v, but a stop may take %v s: leave it at 0, which computes it." $service $shutdown.terminationGracePeriodSeconds $needed) -}}
{{- end -}}
{{- if ge (int $shutdown.backgroundSeconds) (int $shutdown.phaseSeconds) -}}
{{- $wrong = append $wrong (printf "%s.shutdown.backgroundSeconds is %v: it has to be less than phaseSeconds (%v), or Spring gives up on work that may still finish." $service $shutdown.backgroundSeconds $shutdown.phaseSeconds) -}}
{{- end -}}
{{- if and (hasKey $own "autoscaling") $own.autoscaling.enabled (gt (int $own.autoscaling.minReplicas) (int $own.autoscaling.maxReplicas)) -}}
{{- $wrong = append $wrong (printf "%s.autoscaling.minReplicas is greater than maxReplicas." $service) -}}
{{- end -}}
{{- if and $own.ingress.enabled (not $own.ingress.host) -}}
{{- $wrong = append $wrong (printf "%s.ingress.host is empty: set it to the name by which browsers reach the service." $service) -}}
{{- end -}}
{{- if and $own.route.enabled (not $own.route.parentRefs) -}}
{{- $wrong = append $wrong (printf "%s.route.parentRefs is empty: name the Gateway that the route belongs to." $service) -}}
{{- end -}}
{{- end -}}
{{- if $v.certManager.enabled -}}
{{- if not $v.certManager.issuerName -}}
{{- $wrong = append $wrong "certManager.issuerName is empty: set it to the issuer of the certificates." -}}
{{- end -}}
{{- range $service := include "elch.services" . | fromJsonArray -}}
{{- $ingress := (get $v $service).ingress -}}
{{- if and $ingress.enabled (not $ingress.tlsSecret) -}}
{{- $wrong = append $wrong (printf "%s.ingress.tlsSecret is empty and certManager.enabled is true: name the Secret that the certificate goes into." $service) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (or $v.strimzi.topics.enabled $v.strimzi.users.enabled) (not $v.strimzi.cluster) -}}
{{- $wrong = append $wrong "strimzi.cluster is empty: set it to the name of the Kafka object that topics and users belong to." -}}
{{- end -}}
{{- if $v.externalSecrets.enabled -}}
{{- if or (not $v.externalSecrets.store.name) (not $v.externalSecrets.remoteKey) -}}
{{- $wrong = append $wrong "externalSecrets.store.name and externalSecrets.remoteKey are both needed when externalSecrets.enabled is true." -}}
{{- end -}}
{{- if $v.secret.existingSecret -}}
{{- $wrong = append $wrong "secret.existingSecret and externalSecrets.enabled contradict each other: choose one." -}}
{{- end -}}
{{- end -}}
{{- if not (or $v.secret.existingSecret $v.externalSecrets.enabled) -}}
{{- $named := list -}}
{{- range include "elch.secrets" . | fromJsonArray -}}
{{- if not (or .existing .outside .value (has .path $named)) -}}
{{- $named = append $named .path -}}
{{- $wrong = append $wrong (printf "%s is empty: set it, or name a Secret that holds it (existingSecret beside it, or secret.existingSecret with the key %s)." .path .id) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $wrong -}}
{{- fail (printf "\n\nThese values are missing or contradict each other:\n  - %s\n" (join "\n  - " $wrong)) -}}
{{- end -}}
{{- end -}}
