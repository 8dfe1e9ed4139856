import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "es-toolkit/object";

/** How many tasks there are, and what a task is to bear. */
export interface HttpTasks {
  /** 1 or more: so many are never interrupted. */
  readonly min: number;
  readonly max: number;
  /** Requests in a minute that a task is to answer: take it from a load test, at 70 % of where it bends (W36). */
  readonly requestsPerMinute: number;
  /** Percent of a task's processor beyond which there are more tasks, whatever the requests; default 65. */
  readonly cpuPercent?: number;
}

export interface HttpScalingArgs {
  readonly tasks: HttpTasks;
  /** Name of the service, as the program knows it. */
  readonly plainServiceName: string;
  /** The service, as an output of it: there is nothing to scale before it is there. */
  readonly serviceName: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly balancerArnSuffix: pulumi.Input<string>;
  /** The last part of each target group's ARN, by colour. */
  readonly groupArnSuffixes: Readonly<Record<string, pulumi.Input<string>>>;
}

/** First values of W36. */
const CPU_PERCENT = 65;
const COOLDOWN = { scaleOutCooldown: 60, scaleInCooldown: 300 };

/** Tasks by the requests that each answers, and by their processors where requests are dear. */
export function scaleByRequests(
  name: string,
  args: HttpScalingArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const { tasks, plainServiceName, clusterName, serviceName } = args;
  const target = new appautoscaling.Target(
    `${name}-target`,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
      minCapacity: tasks.min,
      maxCapacity: tasks.max,
    },
    child,
  );
  const track = (role: "requests" | "cpu", targetValue: number, metric: TrackedMetric) =>
    new appautoscaling.Policy(
      `${name}-${role}`,
      {
        name: `${plainServiceName}-${role}`,
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: { ...metric, targetValue, ...COOLDOWN },
      },
      child,
    );
  track("requests", tasks.requestsPerMinute, requestsPerTarget(args));
  track("cpu", tasks.cpuPercent ?? CPU_PERCENT, {
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
  });
}

interface TrackedMetric {
  readonly predefinedMetricSpecification?: {
    readonly predefinedMetricType: string;
    readonly resourceLabel?: pulumi.Input<string>;
  };
  readonly customizedMetricSpecification?: { readonly metrics: ReturnType<typeof summed> };
}

/**
 * AWS's own metric sees one target group. Where requests go from one to the other it would be blind after every second
 * deployment: there both are added up, and the one without requests counts as none.
 */
function requestsPerTarget({ balancerArnSuffix, groupArnSuffixes }: HttpScalingArgs): TrackedMetric {
  const [only, ...others] = Object.values(groupArnSuffixes);
  return only !== undefined && others.length === 0
    ? {
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: pulumi.interpolate`${balancerArnSuffix}/${only}`,
        },
      }
    : { customizedMetricSpecification: { metrics: summed(balancerArnSuffix, groupArnSuffixes) } };
}

function summed(
  balancerArnSuffix: pulumi.Input<string>,
  groupArnSuffixes: Readonly<Record<string, pulumi.Input<string>>>,
) {
  const colours = Object.keys(groupArnSuffixes);
  const ofGroup = mapValues(groupArnSuffixes, (groupArnSuffix) => ({
    metric: {
      namespace: "AWS/ApplicationELB",
      metricName: "RequestCountPerTarget",
      dimensions: [
        { name: "LoadBalancer", value: balancerArnSuffix },
        { name: "TargetGroup", value: groupArnSuffix },
      ],
    },
    stat: "Sum",
  }));
  return [
    ...Object.entries(ofGroup).map(([id, metricStat]) => ({ id, metricStat, returnData: false })),
    {
      id: "both",
      expression: colours.map((colour) => `FILL(${colour}, 0)`).join(" + "),
      label: "Requests of a task in a minute, in both groups",
      returnData: true,
    },
  ];
}
