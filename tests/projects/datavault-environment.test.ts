import * as assert from "node:assert/strict";
import { workerNames } from "../../projects/datavault/names";
import { stages } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { last, stage as image } from "../images/dockerfile";
import { containerOf, type Container, valuesOf, workersOf } from "./datavault-facts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const below = (prefix: string, names: string): readonly string[] =>
  words(names).map((name) => `${prefix}.${name}`);

/** The directory of people, as broker and web ask for it. */
const LDAP = below("ldap", "host port useSsl dn password searchContext searchFilter attrs");
const QUEUE = below("spring.rabbitmq", "host port username password");

/** Properties without which a program does not start (datavault.md 4.1). */
const needed = {
  broker: [
    ...words("activeDir archiveDir tempDir metaDir max.deposit.size max.admin.deposit.size"),
    ...words("broker.validateclient home.page help.page help.mail help.roles audit.adminEmail metadata.url"),
    ...below("mail", "administrator host port username"),
    ...LDAP,
    ...below("sftp", "host port rootPath passphrase"),
    ...words("auditdeposit encryptioncheck delete review retentioncheck").map((name) => `${name}.schedule`),
    ...below("spring.datasource", "url username password"),
    ...QUEUE,
    ...words("queue.name queue.events"),
  ],
  worker: [
    ...words("tempDir metaDir chunking.size queue.name queue.events queue.worker.restart"),
    ...words("spring.application.name processed.job.store.path"),
    ...QUEUE,
  ],
  web: [
    ...words("broker.url broker.api.key activeDir archiveDir ldap.enabled metadata.system metadata.link"),
    ...below("mail", "administrator host port"),
    ...LDAP,
    ...below("sftp", "host port rootPath"),
    ...below("shibboleth", "principal firstname lastname email"),
    ...below("webapp", "logout.url motd welcome"),
    "spring.profiles.active",
  ],
} as const;

/** As Spring reads a property from the environment. */
const variableOf = (property: string): string => property.replaceAll(".", "_").toUpperCase();

for (const stage of stages)
  describe(`what the programs of DataVault are told in ${stage}`, () => {
    let graph: Graph;
    let base: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("datavault/app"), stage);
      base = await deployed(estateStack("datavault/base"), stage);
    });
    const program = (name: string): Container =>
      containerOf(graph, `${name}-task`, name.startsWith("worker") ? "worker" : name);
    /** Every container of the program itself, by the name of its image. */
    const programs = (): readonly (readonly ["web" | "broker" | "worker", Container])[] => [
      ["web", program("web")],
      ["broker", program("broker")],
      ...workersOf(graph).map((name) => ["worker", program(name)] as const),
    ];
    const valueOf = (container: Container, name: string): string => valuesOf(container)[name] ?? "";

    it("is all that each cannot start without", () => {
      for (const [name, container] of programs()) {
        const told = new Set([
          ...container.environment.map((each) => each.name),
          ...container.secrets.map((each) => each.name),
          ...Object.keys(image(name).environment),
        ]);
        assert.deepEqual(
          [...needed[name].map(variableOf), "DATAVAULT_HOME", "SERVER_PORT"].filter(
            (variable) => !told.has(variable),
          ),
          [],
          name,
        );
      }
    });

    it("tells nothing that the image has set: the environment of a task would undo it", () => {
      for (const [name, container] of programs())
        assert.deepEqual(
          Object.keys(image(name).environment).filter((variable) => variable in valuesOf(container)),
          [],
          name,
        );
    });

    it("is one port for each program: the image's, its health check's, and the one by which it is reached", () => {
      const ports = programs().map(([name]) => image(name).environment["SERVER_PORT"]);
      assert.deepEqual(ports.slice(0, 3), ["8080", "8080", "9090"]);
      for (const [name, container] of programs()) {
        const port = image(name).environment["SERVER_PORT"];
        const url = `http://127.0.0.1:${port}/actuator/health`;
        assert.ok(last(image(name), "HEALTHCHECK").includes(url), name);
        if (container.healthCheck) assert.ok(container.healthCheck.command.includes(url), name);
      }
      assert.deepEqual(
        program("broker").portMappings.map(({ containerPort }) => containerPort),
        [8080],
      );
    });

    it("S12, S13: is the same queues for the broker, which makes them, and for workers, whose user may", () => {
      const broker = program("broker");
      for (const name of words("WORKER BROKER RESTARTS"))
        assert.equal(valueOf(broker, `RABBITMQ_DEFINE_QUEUE_${name}`), "true");
      assert.equal(valueOf(broker, "EXCHANGE_RESTARTS"), "restart-worker");
      const restarts = workerNames.map((_, at) => valueOf(broker, `QUEUE_NAME_WORKER_${at + 1}`));
      assert.deepEqual(restarts, words("restart-worker-1 restart-worker-2 restart-worker-3"));
      assert.deepEqual(
        [valueOf(broker, "QUEUE_NAME"), valueOf(broker, "QUEUE_EVENTS")],
        words("datavault datavault-event"),
      );
      const { input } = base.one("aws:lambda/invocation:Invocation", "queue-setup-now").inputs;
      const [user] = JSON.parse(String(input)).users;
      for (const queue of ["datavault", "datavault-event", "restart-worker", ...restarts])
        assert.match(queue, new RegExp(user.permissions.configure));
      for (const worker of workersOf(graph)) {
        const container = program(worker);
        for (const name of words("QUEUE_NAME QUEUE_EVENTS"))
          assert.equal(valueOf(container, name), valueOf(broker, name));
        assert.equal(valueOf(container, "QUEUE_WORKER_RESTART"), `restart-${worker}`);
      }
    });

    it("S12: is folders that are mounts: uploads where both look, jobs and scratch where they outlast a task", () => {
      const mountOf = (container: Container, folder: string) =>
        container.mountPoints.find(({ containerPath }) => containerPath === folder)?.sourceVolume;
      for (const [name, container] of programs()) {
        if (name === "web") continue;
        assert.equal(mountOf(container, `${valueOf(container, "TEMPDIR")}/uploads`), "uploads", name);
        const keys = valueOf(container, "KEYSTORE_PATH");
        assert.equal(mountOf(container, keys.slice(0, keys.lastIndexOf("/"))), "keys", name);
        if (name === "broker") {
          assert.equal(mountOf(container, valueOf(container, "METADIR")), "meta");
          continue;
        }
        assert.match(mountOf(container, valueOf(container, "TEMPDIR")) ?? "", /^scratch/);
        const jobs = valueOf(container, "PROCESSED_JOB_STORE_PATH");
        assert.equal(mountOf(container, jobs.slice(0, jobs.lastIndexOf("/"))), "jobs");
      }
    });

    it("is to check what it is told when it starts, and to change no table", () => {
      const broker = program("broker");
      assert.equal(valueOf(broker, "SPRING_JPA_HIBERNATE_DDL_AUTO"), "validate");
      assert.match(valueOf(broker, "SPRING_DATASOURCE_URL"), /^jdbc:mariadb:.*\?sslMode=verify-full&/);
      for (const container of [broker, ...workersOf(graph).map(program)])
        assert.deepEqual(
          [valueOf(container, "VALIDATE_ENCRYPTION_CONFIG"), valueOf(container, "KEYSTORE_ENABLE")],
          ["true", "true"],
        );
      for (const worker of workersOf(graph)) {
        const container = program(worker);
        assert.deepEqual(
          words("VALIDATE_WORKER_DIRS ENCRYPTION_ENABLED ENCRYPTION_MODE CHUNKING_ENABLED").map((name) =>
            valueOf(container, name),
          ),
          ["true", "true", "GCM", "true"],
        );
        assert.equal(valueOf(container, "SPRING_APPLICATION_NAME"), worker);
      }
    });

    it("S16: is the archive's own bucket and region, with no key: the workers' role is what opens it", () => {
      const broker = program("broker");
      const { bucketName, region } = Object(base.outputs["archive"]);
      assert.deepEqual(
        [valueOf(broker, "S3_BUCKETNAME"), valueOf(broker, "S3_REGION")],
        [bucketName, region],
      );
    });

    it("is to wait for a listing as long as it takes", () => {
      assert.equal(valueOf(program("web"), "BROKER_TIMEOUT_MS"), "-1");
    });
  });
