import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { key, securityGroup, subnet } from "./refers";
import { BROKER, BROKER_CONFIGURATION, SUBNET } from "./tokens";
import { first, listAt, numberAt, repeated, textAt, textsAt, thingAt } from "./values";

const BAD = "BadRequestException:";

/** RabbitMQ's that Amazon MQ still makes [docs.aws.amazon.com: RabbitMQ 4; Managing Amazon MQ for RabbitMQ engine versions]. */
const VERSIONS = words("3.13 4.2 4.3");

/** What may stand in a configuration, and its numbers [docs.aws.amazon.com: Configurable values]. */
const SETTINGS: Readonly<Record<string, { readonly from: number; readonly to: number } | "switch">> = {
  consumer_timeout: { from: 0, to: 2_147_483_647 },
  heartbeat: { from: 60, to: 3600 },
  "management.restrictions.operator_policy_changes.disabled": "switch",
  "quorum_queue.property_equivalence.relaxed_checks_on_redeclaration": "switch",
  "secure.management.http.headers.enabled": "switch",
};

/** Amazon MQ, of RabbitMQ alone [docs.aws.amazon.com: CreateBroker, CreateConfiguration]. */
export const mq: Readonly<Record<string, ResourceType>> = {
  [BROKER_CONFIGURATION]: {
    inputs: words("authenticationStrategy data description engineType engineVersion skipDestroy tags"),
    required: words("data engineType engineVersion"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9._~-]{1,150}$/,
      says: "1 to 150 letters, digits and -._~",
      unique: "region",
      taken: `ConflictException: Configuration name already exists`,
      automatic: false,
    },
    id: ({ digits }) => `c-${uuid(digits(32))}`,
    computed: {
      arn: (making) => arn("mq", making, `configuration:${making.id}`),
      latestRevision: ({ before, inputs }) => {
        const last = numberAt(before?.outputs, "latestRevision") ?? 0;
        return before && before.inputs["data"] === inputs["data"] ? last : last + 1;
      },
    },
    replacedBy: words("authenticationStrategy engineType engineVersion"),
    limits: { engineType: { among: ["RabbitMQ"] }, engineVersion: { among: VERSIONS } },
    refuseInputs: ({ data }) => first(linesOf(data), lineFault),
  },
  [BROKER]: {
    inputs:
      words(`applyImmediately authenticationStrategy autoMinorVersionUpgrade configuration dataReplicationMode
      deploymentMode encryptionOptions engineType engineVersion hostInstanceType logs maintenanceWindowStartTime
      publiclyAccessible securityGroups storageType subnetIds tags users`),
    required: words("engineType engineVersion hostInstanceType"),
    name: {
      property: "brokerName",
      pattern: /^[A-Za-z0-9_-]{1,50}$/,
      says: "1 to 50 letters, digits, - and _",
      unique: "region",
      taken: "ConflictException: Broker name already exists",
      automatic: false,
    },
    id: ({ digits }) => `b-${uuid(digits(32))}`,
    computed: {
      arn: (making) => arn("mq", making, `broker:${making.name}:${making.id}`),
      // Of a cluster Amazon MQ tells one endpoint, behind which it spreads its callers.
      instances: ({ id, region }) => [
        {
          consoleUrl: `https://${id}.mq.${region}.on.aws`,
          endpoints: [`amqps://${id}.mq.${region}.on.aws:5671`],
          ipAddress: "",
        },
      ],
    },
    defaults: {
      publiclyAccessible: false,
      autoMinorVersionUpgrade: false,
      deploymentMode: "SINGLE_INSTANCE",
    },
    replacedBy: words("deploymentMode encryptionOptions engineType publiclyAccessible storageType subnetIds"),
    limits: {
      engineType: { among: ["RabbitMQ"] },
      engineVersion: { among: VERSIONS },
      deploymentMode: { among: words("SINGLE_INSTANCE CLUSTER_MULTI_AZ") },
      storageType: { among: ["ebs"] },
      hostInstanceType: { like: /^mq\.[a-z0-9]+\.[a-z0-9]+$/, says: "a class as mq.m7g.large" },
      "maintenanceWindowStartTime.dayOfWeek": {
        among: words("MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY"),
      },
      "maintenanceWindowStartTime.timeOfDay": { like: /^([01]\d|2[0-3]):[0-5]\d$/, says: 'as "03:00"' },
      "users[].username": {
        like: /^(?!guest$)[A-Za-z0-9._-]{2,100}$/,
        says: "2 to 100 letters, digits and -._, and not guest",
      },
    },
    refers: [
      key("encryptionOptions.kmsKeyId", { form: "arn" }),
      subnet("subnetIds[]"),
      securityGroup("securityGroups[]"),
      { at: "configuration.id", to: [BROKER_CONFIGURATION] },
    ],
    refuseInputs: (inputs) => versionFault(inputs) ?? usersFault(inputs) ?? logsFault(inputs),
    refuseMaking: (making) => zonesFault(making) ?? configurationFault(making),
  },
};

const linesOf = (data: unknown): readonly string[] =>
  (typeof data === "string" ? data : "").split("\n").filter((line) => !/^\s*(#.*)?$/.test(line));

function lineFault(line: string): string | undefined {
  const [, name = "", value = ""] = /^\s*([a-z_.]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
  const setting = SETTINGS[name];
  if (setting === undefined)
    return `${BAD} Invalid configuration: ${line.trim()} is no setting of Amazon MQ's`;
  const sound =
    setting === "switch"
      ? /^(true|false)$/.test(value)
      : /^\d+$/.test(value) && Number(value) >= setting.from && Number(value) <= setting.to;
  return sound ? undefined : `${BAD} Invalid configuration: ${name} cannot be ${value}`;
}

function versionFault(inputs: Properties): string | undefined {
  const [version, host] = [textAt(inputs, "engineVersion"), textAt(inputs, "hostInstanceType")];
  if (version.startsWith("4.") && host !== "" && !host.startsWith("mq.m7g."))
    return `${BAD} Broker engine version ${version} does not support the host instance type ${host}`;
  return inputs["autoMinorVersionUpgrade"] === false
    ? `${BAD} RabbitMQ ${version} needs automatic minor version upgrades`
    : undefined;
}

function usersFault(inputs: Properties): string | undefined {
  const users = listAt(inputs, "users[]");
  if (users.length !== 1)
    return `${BAD} RabbitMQ brokers are made with one user, got ${users.length}: all others by its management API`;
  const [password] = textsAt(inputs, "users[].password");
  if (password === undefined) return undefined;
  return password.length < 12 || new Set(password).size < 4 || /[,:=]/.test(password)
    ? `${BAD} The password must have 12 characters at least, 4 different ones, and none of ,:=`
    : undefined;
}

const logsFault = (inputs: Properties): string | undefined =>
  listAt(inputs, "logs.audit")[0] === true
    ? `${BAD} Audit logging is not supported for RabbitMQ brokers`
    : undefined;

function zonesFault(making: Making): string | undefined {
  const subnets = textsAt(making.inputs, "subnetIds[]");
  const zones = subnets.map((id) => textAt(thingAt([SUBNET], id, making)?.outputs, "availabilityZone"));
  if (repeated(zones) !== undefined) return `${BAD} Two subnets are in ${repeated(zones)}`;
  const cluster = making.text("deploymentMode") === "CLUSTER_MULTI_AZ";
  return cluster && subnets.length === 1
    ? `${BAD} A private cluster needs subnets in several Availability Zones, got ${subnets.length}`
    : undefined;
}

function configurationFault(making: Making): string | undefined {
  const id = textAt(making.inputs, "configuration.id");
  const found = thingAt([BROKER_CONFIGURATION], id, making);
  if (found === undefined) return undefined;
  const revision = numberAt(making.inputs, "configuration.revision") ?? 1;
  const newest = numberAt(found.outputs, "latestRevision") ?? 1;
  if (revision > newest) return `NotFoundException: The configuration ${id} has no revision ${revision}`;
  return found.inputs["engineVersion"] === making.text("engineVersion")
    ? undefined
    : `${BAD} The configuration ${id} is of another engine version than ${making.text("engineVersion")}`;
}
