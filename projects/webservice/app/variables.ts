import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import { TRACES_DOOR } from "../../../components/services/trace-collector";
import type { webservice } from "../contract";
import type { MigrationSettings, Secrets, Settings } from "../environment";
import { DATABASE_USER, SESSION_ENGINE } from "./names";

type Base = Received<typeof webservice.promises>;
type Values = Settings<pulumi.Input<string>>;

export interface VariablesArgs {
  readonly base: Pick<Base, "database" | "media" | "signingSecretName">;
  readonly hostNames: pulumi.Output<readonly string[]>;
  readonly region: pulumi.Output<string>;
  readonly staticFrom: "cdn" | "app";
  readonly serviceName: string;
  /** Percent of the requests that are traced; without it none. */
  readonly tracedPercent: number | undefined;
}

/** What the service is told, by the names that one's own machine has, too. */
export const variables = ({
  base,
  hostNames,
  region,
  staticFrom,
  serviceName,
  tracedPercent,
}: VariablesArgs): Values => ({
  DJANGO_ALLOWED_HOSTS: hostNames.apply((names) => names.join(",")),
  CSRF_TRUSTED_ORIGINS: hostNames.apply((names) => names.map((name) => `https://${name}`).join(",")),
  DJANGO_SESSION_ENGINE: SESSION_ENGINE,
  DATABASE_HOST: base.database.endpoint,
  DATABASE_PORT: pulumi.interpolate`${base.database.port}`,
  DATABASE_NAME: base.database.name,
  DATABASE_USER,
  DATABASE_AUTHENTICATION: "iam",
  DATABASE_SSLMODE: "verify-full",
  MEDIA_BUCKET: base.media.bucketName,
  STATIC_FROM: staticFrom,
  AWS_REGION: region,
  OTEL_SDK_DISABLED: String(tracedPercent === undefined),
  OTEL_SERVICE_NAME: serviceName,
  OTEL_TRACES_EXPORTER: "otlp",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://${TRACES_DOOR}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
  OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
  OTEL_TRACES_SAMPLER_ARG: String((tracedPercent ?? 0) / 100),
  OTEL_PROPAGATORS: "none",
});

/** What the migrations are told beside, or in its place: they are the database's owner. */
export const migrationVariables = ({
  base,
}: Pick<VariablesArgs, "base">): MigrationSettings<pulumi.Input<string>> &
  Pick<Values, "DATABASE_AUTHENTICATION" | "OTEL_SDK_DISABLED"> => ({
  DATABASE_AUTHENTICATION: "owner",
  // No collector stands beside them.
  OTEL_SDK_DISABLED: "true",
  DATABASE_OWNER_ARN: base.database.masterSecretArn,
});

/** What the service is told by a secret's name. */
export const secretNames = (base: Pick<Base, "signingSecretName">): Secrets<pulumi.Input<string>> => ({
  DJANGO_SECRET_KEY: base.signingSecretName,
});
