import { CONTAINER_PORT, liveCheck, migrate, secrets, settings, standIns, USER } from "../environment";

/** What is made up at the first start: `compose.yaml` names these, and nothing has their values but one's own machine. */
export const generatedNames = ["DATABASE_PASSWORD", "DJANGO_SECRET_KEY", "FILES_SECRET"] as const;

/** Port of the S3 substitute, inside and outside. */
const FILES_PORT = 7070;

/** The major version of the stages' Aurora. */
const POSTGRES = "postgres:17.6-alpine";
/** An S3 server that keeps objects as plain files; the tests of the vaults run on it, too. */
const FILES = "versity/versitygw:v1.8.0";
const AWS_CLI = "amazon/aws-cli:2.31.0";

/** Refused in one line when the variable is not set, as when somebody calls compose without the command. */
const given = (name: string) => `\${${name}:?is missing, start with: npm run webservice}`;

/** Values for a container, with what is made up marked as needed. */
const values = (variables: Readonly<Record<string, { readonly local: string }>>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, { local }]) => [
      name,
      local.replaceAll(/\$\{(\w+)\}/g, (_, needed: string) => given(needed)),
    ]),
  );

/** What the S3 substitute knows its callers by. */
const { DATABASE_PASSWORD: _ofTheDatabase, ...filesAccess } = standIns;

const environment = { ...values(settings), ...values(secrets), ...values(standIns) };

/** The service as a stage runs it: no root, nothing to be written but /tmp, no rights of its own. */
const likeInAStage = {
  image: given("WEBSERVICE_IMAGE"),
  user: USER,
  read_only: true,
  tmpfs: ["/tmp"],
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
  init: true,
  environment,
};

/** The web service on one's own machine, as a compose file: the service, a PostgreSQL, and a server that speaks S3. */
export const composition = {
  name: "strongroom-webservice",
  services: {
    database: {
      image: POSTGRES,
      environment: {
        POSTGRES_DB: settings.DATABASE_NAME.local,
        POSTGRES_USER: settings.DATABASE_USER.local,
        POSTGRES_PASSWORD: given("DATABASE_PASSWORD"),
      },
      volumes: ["database:/var/lib/postgresql/data"],
      healthcheck: {
        test: ["CMD", "pg_isready", "-U", settings.DATABASE_USER.local, "-d", settings.DATABASE_NAME.local],
        interval: "2s",
        timeout: "5s",
        retries: 30,
      },
    },
    files: {
      image: FILES,
      command: ["--port", `:${FILES_PORT}`, "posix", "/data"],
      environment: {
        ROOT_ACCESS_KEY: standIns.AWS_ACCESS_KEY_ID.local,
        ROOT_SECRET_KEY: given("FILES_SECRET"),
      },
      volumes: ["files:/data"],
    },
    bucket: {
      image: AWS_CLI,
      depends_on: { files: { condition: "service_started" } },
      environment: {
        AWS_REGION: settings.AWS_REGION.local,
        ...values(filesAccess),
      },
      entrypoint: ["sh", "-c"],
      // The server may still be starting, and the bucket may be there from the last time.
      command: [
        `for attempt in 1 2 3 4 5 6 7 8 9 10; do aws s3api head-bucket --bucket ${settings.MEDIA_BUCKET.local} || aws s3api create-bucket --bucket ${settings.MEDIA_BUCKET.local} && exit 0; sleep 2; done; exit 1`,
      ],
    },
    migrations: {
      ...likeInAStage,
      depends_on: { database: { condition: "service_healthy" } },
      command: migrate,
    },
    webservice: {
      ...likeInAStage,
      depends_on: {
        database: { condition: "service_healthy" },
        bucket: { condition: "service_completed_successfully" },
        migrations: { condition: "service_completed_successfully" },
      },
      ports: [`127.0.0.1:${CONTAINER_PORT}:${CONTAINER_PORT}`],
      healthcheck: {
        test: ["CMD", ...liveCheck],
        interval: "15s",
        timeout: "6s",
        retries: 3,
        start_period: "30s",
      },
    },
  },
  volumes: { database: {}, files: {} },
};
