import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arn, arnWithoutRegion, uuid } from "./arn";
import { roleArn } from "./refers";
import { DB_CLUSTER, SCALING_POLICY, SCALING_TARGET, SERVICE, TABLE } from "./tokens";
import { isSet, listAt, neighbours, repeated, setOf, textAt, textsAt } from "./values";

const DIMENSIONS = words(`ecs:service:DesiredCount dynamodb:table:ReadCapacityUnits
  dynamodb:table:WriteCapacityUnits dynamodb:index:ReadCapacityUnits dynamodb:index:WriteCapacityUnits rds:cluster:ReadReplicaCount`);
const OF_TARGET = words("resourceId scalableDimension serviceNamespace");

const LIMITS = {
  serviceNamespace: { among: words("ecs dynamodb rds") },
  scalableDimension: { among: DIMENSIONS },
};

/** Application Auto Scaling, of ECS services, DynamoDB tables and readers of Aurora. */
export const appautoscaling: Readonly<Record<string, ResourceType>> = {
  [SCALING_TARGET]: {
    inputs: [...OF_TARGET, ...words("maxCapacity minCapacity roleArn suspendedState tags")],
    required: [...OF_TARGET, ...words("maxCapacity minCapacity")],
    id: ({ text }) => text("resourceId"),
    apartBy: "scalableDimension",
    computed: {
      arn: (making) =>
        arn("application-autoscaling", making, `scalable-target/${making.digits(36, "target")}`),
      roleArn: (making) => making.inputs["roleArn"] ?? serviceRole(making),
    },
    replacedBy: OF_TARGET,
    limits: {
      ...LIMITS,
      minCapacity: { from: 0, to: 2_147_483_647 },
      maxCapacity: { from: 0, to: 2_147_483_647 },
    },
    refers: [roleArn("roleArn")],
    refuseInputs: (inputs) => dimensionFault(inputs) ?? capacityFault(inputs),
    refuseMaking: (making) =>
      exists(making)
        ? undefined
        : `ValidationException: ${making.text("serviceNamespace")}: the resource ${making.text("resourceId")} does not exist`,
    takesAlong: (target, cloud) =>
      cloud
        .all(SCALING_POLICY)
        .filter(
          (policy) =>
            policy.account === target.account &&
            policy.region === target.region &&
            OF_TARGET.every((property) => policy.inputs[property] === target.inputs[property]),
        ),
  },
  [SCALING_POLICY]: {
    inputs: [
      ...OF_TARGET,
      ...words("policyType stepScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration"),
    ],
    required: OF_TARGET,
    name: {
      property: "name",
      pattern: /^[^]{1,255}$/,
      says: "1 to 255 characters",
      unique: "no", // Each resource has policies of its own.
      taken: "AlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    apartBy: "resourceId",
    computed: {
      arn: (making) =>
        arn(
          "autoscaling",
          making,
          `scalingPolicy:${uuid(making.digits(32))}:resource/${making.text("serviceNamespace")}/${making.text("resourceId")}:policyName/${making.name}`,
        ),
      alarmArns: (making) =>
        isSet(making.inputs, "targetTrackingScalingPolicyConfiguration")
          ? ["AlarmHigh", "AlarmLow"].map((end) =>
              arn(
                "cloudwatch",
                making,
                `alarm:TargetTracking-${making.text("resourceId")}-${end}-${uuid(making.digits(32, end))}`,
              ),
            )
          : [],
    },
    defaults: { policyType: "StepScaling" },
    replacedBy: OF_TARGET,
    limits: {
      ...LIMITS,
      policyType: { among: words("StepScaling TargetTrackingScaling") },
      "stepScalingPolicyConfiguration.adjustmentType": {
        among: words("ChangeInCapacity PercentChangeInCapacity ExactCapacity"),
      },
      "stepScalingPolicyConfiguration.metricAggregationType": { among: words("Average Minimum Maximum") },
      "stepScalingPolicyConfiguration.cooldown": { from: 0, to: 2_147_483_647 },
      "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType": {
        among:
          words(`ECSServiceAverageCPUUtilization ECSServiceAverageMemoryUtilization ALBRequestCountPerTarget
          DynamoDBReadCapacityUtilization DynamoDBWriteCapacityUtilization RDSReaderAverageCPUUtilization
          RDSReaderAverageDatabaseConnections`),
      },
    },
    refuseInputs: (inputs) =>
      dimensionFault(inputs) ?? configurationFault(inputs) ?? stepsFault(inputs) ?? trackingFault(inputs),
    refuseMaking: targetFault,
  },
};

const SERVICE_ROLES: Readonly<Record<string, readonly [string, string]>> = {
  ecs: ["ecs", "ECSService"],
  rds: ["rds", "RDSCluster"],
};

function serviceRole(making: Making): string {
  const [principal, name] = SERVICE_ROLES[making.text("serviceNamespace")] ?? ["dynamodb", "DynamoDBTable"];
  return arnWithoutRegion(
    "iam",
    making,
    `role/aws-service-role/${principal}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_${name}`,
  );
}

const dimensionFault = (inputs: Properties): string | undefined => {
  const [namespace, dimension] = [textAt(inputs, "serviceNamespace"), textAt(inputs, "scalableDimension")];
  return namespace === "" || dimension === "" || dimension.startsWith(`${namespace}:`)
    ? undefined
    : `ValidationException: Unsupported service namespace, resource type or scalable dimension (${namespace}, ${dimension})`;
};

const capacityFault = ({ minCapacity, maxCapacity }: Properties): string | undefined =>
  typeof minCapacity === "number" && typeof maxCapacity === "number" && minCapacity > maxCapacity
    ? "ValidationException: Maximum capacity cannot be less than minimum capacity"
    : undefined;

/** `service/cluster/name`, `table/name` or `cluster:name`, in the target's own account and region. */
function exists({ text, region, account, cloud }: Making): boolean {
  if (text("serviceNamespace") === "rds")
    return cloud.named([DB_CLUSTER], arn("rds", { region, account }, text("resourceId"))).length > 0;
  const [kind, first = "", second = ""] = text("resourceId").split("/");
  const found =
    kind === "service"
      ? cloud.named([SERVICE], arn("ecs", { region, account }, `service/${first}/${second}`))
      : kind === "table"
        ? cloud.named([TABLE], arn("dynamodb", { region, account }, `table/${first}`))
        : [];
  return found.length > 0;
}

function targetFault(making: Making): string | undefined {
  const same = (properties: readonly string[]) => (inputs: Properties) =>
    properties.every((property) => inputs[property] === making.inputs[property]);
  const target = neighbours(SCALING_TARGET, { ...making, id: "" }).find(({ inputs }) =>
    same(OF_TARGET)(inputs),
  );
  return target
    ? undefined
    : `ObjectNotFoundException: No scalable target registered for service namespace: ${making.text("serviceNamespace")}, resource ID: ${making.text("resourceId")}, scalable dimension: ${making.text("scalableDimension")}`;
}

const STEPS = "stepScalingPolicyConfiguration";
const TRACKING = "targetTrackingScalingPolicyConfiguration";

function configurationFault(inputs: Properties): string | undefined {
  const policyType = textAt(inputs, "policyType") || "StepScaling";
  const wanted = policyType === "StepScaling" ? STEPS : TRACKING;
  const given = setOf(inputs, STEPS, TRACKING);
  return given.length === 1 && given[0] === wanted
    ? undefined
    : `ValidationException: the policy type ${policyType} takes ${wanted}, got ${given.join(", ") || "none"}`;
}

/** Steps must follow one another without gap or overlap; only the ends may be open. */
function stepsFault(inputs: Properties): string | undefined {
  if (!isSet(inputs, STEPS)) return undefined;
  const steps = listAt(inputs, `${STEPS}.stepAdjustments[]`).map((step) => ({
    from: bound(step, "metricIntervalLowerBound") ?? -Infinity,
    to: bound(step, "metricIntervalUpperBound") ?? Infinity,
  }));
  if (!isSet(inputs, `${STEPS}.adjustmentType`) || steps.length === 0)
    return "ValidationException: step scaling takes an adjustmentType and one step at least";
  const ordered = steps.toSorted((left, right) => left.from - right.from);
  if (ordered.some(({ from, to }) => from >= to))
    return "ValidationException: a step's lower bound must be less than its upper bound";
  if (ordered.some(({ from }, at) => at > 0 && from !== ordered[at - 1]?.to))
    return "ValidationException: the intervals of the step adjustments overlap or leave a gap";
  return isSet(inputs, `${STEPS}.minAdjustmentMagnitude`) &&
    textAt(inputs, `${STEPS}.adjustmentType`) !== "PercentChangeInCapacity"
    ? "ValidationException: MinAdjustmentMagnitude is for PercentChangeInCapacity only"
    : undefined;
}

function bound(step: unknown, property: string): number | undefined {
  const [value] = listAt(step, property);
  return value === undefined || value === "" ? undefined : Number(value);
}

function trackingFault(inputs: Properties): string | undefined {
  if (!isSet(inputs, TRACKING)) return undefined;
  const [predefined, customized] = [
    `${TRACKING}.predefinedMetricSpecification`,
    `${TRACKING}.customizedMetricSpecification`,
  ];
  if (setOf(inputs, predefined, customized).length !== 1)
    return "ValidationException: target tracking takes either a predefined or a customized metric";
  if (!isSet(inputs, `${TRACKING}.targetValue`))
    return "ValidationException: target tracking takes a targetValue";
  if (textAt(inputs, `${predefined}.predefinedMetricType`) === "ALBRequestCountPerTarget")
    return labelFault(inputs, `${predefined}.resourceLabel`);
  return mathFault(inputs, `${customized}.metrics`);
}

/** `app/name/id/targetgroup/name/id`: the load balancer's and the target group's last parts. */
function labelFault(inputs: Properties, path: string): string | undefined {
  if (!isSet(inputs, path)) return "ValidationException: ALBRequestCountPerTarget takes a resourceLabel";
  const label = textAt(inputs, path);
  return label === "" || /^app\/[^/]+\/[^/]+\/targetgroup\/[^/]+\/[^/]+$/.test(label)
    ? undefined
    : `ValidationException: the resourceLabel is app/NAME/ID/targetgroup/NAME/ID, got ${label}`;
}

/** Metric math: each part has a name of its own, and exactly one is the result [docs.aws.amazon.com: TargetTrackingMetricDataQuery]. */
function mathFault(inputs: Properties, path: string): string | undefined {
  if (!isSet(inputs, path) || hasUnknown(inputs[TRACKING])) return undefined;
  const queries = listAt(inputs, `${path}[]`);
  const twice = repeated(textsAt(inputs, `${path}[].id`));
  if (twice !== undefined) return `ValidationException: the metric id ${twice} is there twice`;
  const empty = queries.find((query) => isSet(query, "expression") === isSet(query, "metricStat"));
  if (empty !== undefined)
    return `ValidationException: Metric ${textAt(empty, "id")} takes either an expression or a metricStat`;
  const returned = listAt(inputs, `${path}[].returnData`).filter((value) => value === true).length;
  return returned === 1
    ? undefined
    : `ValidationException: Exactly one of the metrics should return data (${returned} do)`;
}
