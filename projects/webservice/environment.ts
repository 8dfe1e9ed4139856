import { LIVE_PATH } from "../../components/services/http-targets";

/**
 * How the web service's container is run, and the variables that it is told, by their names: the task definition of a stage and the
 * composition for one's own machine are both made of this table.
 */
interface Variable {
  readonly does: string;
  /** Its value on one's own machine, as a compose file has it: `${NAME}` is made up at the first start. */
  readonly local: string;
}

/** Known to everybody who can read the task definition. */
export const settings = {
  DJANGO_ALLOWED_HOSTS: {
    does: "public names that it answers, parted by commas; never *",
    local: "localhost,127.0.0.1",
  },
  CSRF_TRUSTED_ORIGINS: {
    does: "origins that may send forms, parted by commas",
    local: "http://localhost:8000",
  },
  DJANGO_SESSION_ENGINE: {
    does: "where sessions are kept: in the database, never in a task",
    local: "django.contrib.sessions.backends.db",
  },
  DATABASE_HOST: { does: "host of the database", local: "database" },
  DATABASE_PORT: { does: "port of the database", local: "5432" },
  DATABASE_NAME: { does: "name of the database", local: "webservice" },
  DATABASE_USER: { does: "user of the database, who owns no table", local: "webservice" },
  DATABASE_AUTHENTICATION: {
    does: "iam: by a token of the task role; owner: by the secret that DATABASE_OWNER_ARN names; password: by DATABASE_PASSWORD",
    local: "password",
  },
  DATABASE_SSLMODE: { does: "verify-full, but where the database is on one's own machine", local: "disable" },
  MEDIA_BUCKET: { does: "bucket of media and static files", local: "media" },
  STATIC_FROM: {
    does: "cdn: CloudFront serves the static files; app: the service does, where there is no CloudFront",
    local: "app",
  },
  AWS_REGION: { does: "region of the bucket and the database", local: "eu-west-1" },
  OTEL_SDK_DISABLED: { does: "true where nothing is traced", local: "true" },
  OTEL_SERVICE_NAME: { does: "what traces call the service", local: "webservice" },
  OTEL_TRACES_EXPORTER: { does: "how traces leave the program", local: "otlp" },
  OTEL_METRICS_EXPORTER: { does: "none: CloudWatch counts what is needed", local: "none" },
  OTEL_LOGS_EXPORTER: { does: "none: logs go to CloudWatch by the container's output", local: "none" },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    does: "where the collector is, in the task itself",
    local: "http://127.0.0.1:4318",
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: { does: "what the collector speaks", local: "http/protobuf" },
  OTEL_TRACES_SAMPLER: {
    does: "who decides which requests are traced: the first part of each, for all others",
    local: "parentbased_traceidratio",
  },
  OTEL_TRACES_SAMPLER_ARG: { does: "share of the requests that are traced, 0 to 1", local: "1" },
  OTEL_PROPAGATORS: { does: "none: no visitor decides by a header what is traced", local: "none" },
} as const satisfies Readonly<Record<string, Variable>>;

/** Told to migrations alone, and in a stage alone: one's own machine has one user for everything. */
export const migrationSettings = {
  DATABASE_OWNER_ARN: {
    does: "ARN in Secrets Manager of the name and password of the database's owner, who makes DATABASE_USER and its tables",
  },
} as const satisfies Readonly<Record<string, Pick<Variable, "does">>>;

/** Injected from Secrets Manager by its ARN; nobody reads them in the task definition. */
export const secrets = {
  DJANGO_SECRET_KEY: { does: "signs sessions and forms", local: "${DJANGO_SECRET_KEY}" },
} as const satisfies Readonly<Record<string, Variable>>;

/** On one's own machine in the place of the task role, which a stage has: no task definition ever holds one of these. */
export const standIns = {
  DATABASE_PASSWORD: { does: "in the place of the token", local: "${DATABASE_PASSWORD}" },
  AWS_ENDPOINT_URL_S3: { does: "where the S3 substitute is", local: "http://files:7070" },
  AWS_ACCESS_KEY_ID: { does: "key of the S3 substitute", local: "webservice" },
  AWS_SECRET_ACCESS_KEY: { does: "its secret", local: "${FILES_SECRET}" },
} as const satisfies Readonly<Record<string, Variable>>;

/** What a task definition must give as plain text: no name more or less. */
export type Settings<Value> = Readonly<Record<keyof typeof settings, Value>>;
/** What the task definition of migrations must give beside. */
export type MigrationSettings<Value> = Readonly<Record<keyof typeof migrationSettings, Value>>;
/** What a task definition must give by a secret's ARN. */
export type Secrets<Value> = Readonly<Record<keyof typeof secrets, Value>>;

/** TCP port on which the container answers. */
export const CONTAINER_PORT = 8000;

/** User and group that the image is made for, in a stage and on one's own machine. */
export const USER = "10001:10001";

/** Asks the program whether it lives; the image has no curl. */
export const liveCheck = [
  "python",
  "-c",
  `import urllib.request as r; r.urlopen("http://127.0.0.1:${CONTAINER_PORT}${LIVE_PATH}", timeout=5)`,
] as const;

/** Brings the database up to the image; done again, it changes nothing. */
export const migrate = ["python", "manage.py", "migrate", "--noinput"] as const;

/** The same, and puts the static files where CloudFront finds them: new pages must not come before their files. */
export const migrateAndCollect = [
  "sh",
  "-c",
  `${migrate.join(" ")} && python manage.py collectstatic --noinput`,
] as const;
