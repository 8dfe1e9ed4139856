import { words, type Properties, type Reference, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arn } from "./arn";
import { ALARM, FUNCTION, SCALING_POLICY, TOPIC } from "./tokens";
import { first, isSet, listAt, numberAt, repeated, setOf, textAt, textsAt } from "./values";

const action = (property: string): Reference => ({
  at: `${property}[]`,
  to: [TOPIC, SCALING_POLICY, FUNCTION],
  form: "arn",
  builtIn: /^arn:aws:(automate|swf|ssm|ssm-incidents):/,
});

const UNITS =
  words(`Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits
  Megabits Gigabits Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second
  Terabytes/Second Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second Count/Second None`);

const STATISTIC = words("SampleCount Average Sum Minimum Maximum");
const EXTENDED = /^(p|tm|tc|ts|wm)\d{1,2}(\.\d{0,10})?$|^p100$|^IQM$|^(PR|TC|TM|TS|WM)\(.+\)$/;

/** CloudWatch alarms [docs.aws.amazon.com: PutMetricAlarm]. */
export const alarms: Readonly<Record<string, ResourceType>> = {
  [ALARM]: {
    inputs:
      words(`actionsEnabled alarmActions alarmDescription comparisonOperator datapointsToAlarm dimensions
      evaluateLowSampleCountPercentiles evaluationPeriods extendedStatistic insufficientDataActions metricName
      metricQueries namespace okActions period statistic tags threshold thresholdMetricId treatMissingData unit`),
    required: words("comparisonOperator evaluationPeriods"),
    name: {
      property: "name",
      pattern: /^\P{Cc}{1,255}$/u,
      says: "1 to 255 characters",
      unique: "region",
      taken: "AlreadyExists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("cloudwatch", making, `alarm:${making.name}`) },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    limits: {
      alarmDescription: { like: /^[^]{0,1024}$/, says: "at most 1024 characters" },
      comparisonOperator: {
        among: words(`GreaterThanOrEqualToThreshold GreaterThanThreshold LessThanThreshold
          LessThanOrEqualToThreshold LessThanLowerOrGreaterThanUpperThreshold LessThanLowerThreshold
          GreaterThanUpperThreshold`),
      },
      statistic: { among: STATISTIC },
      extendedStatistic: { like: EXTENDED, says: "a percentile as p99 or another extended statistic" },
      treatMissingData: { among: words("missing ignore breaching notBreaching") },
      evaluateLowSampleCountPercentiles: { among: words("evaluate ignore") },
      evaluationPeriods: { from: 1, to: 10_080 },
      datapointsToAlarm: { from: 1, to: 10_080 },
      namespace: { like: /^[^:].{0,254}$/, says: "up to 255 characters that do not begin with a colon" },
      unit: { among: UNITS },
      "metricQueries[].id": {
        like: /^[a-z][A-Za-z0-9_]{0,254}$/,
        says: "a letter, then letters, digits and _",
      },
      "metricQueries[].metric.stat": {
        like: new RegExp(`^(${STATISTIC.join("|")})$|${EXTENDED.source}`),
        says: "a statistic",
      },
    },
    refers: ["alarmActions", "okActions", "insufficientDataActions"].map(action),
    refuseInputs: (inputs) =>
      actionsFault(inputs) ?? metricFault(inputs) ?? thresholdFault(inputs) ?? periodFault(inputs),
  },
};

const actionsFault = (inputs: Properties): string | undefined =>
  first(words("alarmActions okActions insufficientDataActions"), (property) =>
    listAt(inputs, `${property}[]`).length > 5 ? `${property}: at most 5 actions` : undefined,
  );

function metricFault(inputs: Properties): string | undefined {
  const isQuery = isSet(inputs, "metricQueries");
  if (isQuery === isSet(inputs, "metricName"))
    return "ValidationError: an alarm has either a metricName or metricQueries (conflicts with)";
  return isQuery ? queriesFault(inputs) : singleFault(inputs);
}

function singleFault(inputs: Properties): string | undefined {
  if (!isSet(inputs, "namespace") || !isSet(inputs, "period"))
    return "ValidationError: a metricName takes a namespace and a period";
  if (setOf(inputs, "statistic", "extendedStatistic").length !== 1)
    return "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm";
  const dimensions = Object.keys(listAt(inputs, "dimensions")[0] ?? {}).length;
  return dimensions > 30 ? `ValidationError: ${dimensions} dimensions, at most 30` : undefined;
}

function queriesFault(inputs: Properties): string | undefined {
  const queries = listAt(inputs, "metricQueries[]");
  const lone = setOf(inputs, "namespace", "period", "statistic", "extendedStatistic", "dimensions", "unit");
  if (lone.length > 0) return `ValidationError: metricQueries and ${lone.join(", ")} exclude each other`;
  const twice = repeated(textsAt(inputs, "metricQueries[].id"));
  if (twice !== undefined) return `ValidationError: the metric query id ${twice} is there twice`;
  const empty = queries.find((query) => isSet(query, "expression") === isSet(query, "metric"));
  if (empty !== undefined)
    return `ValidationError: Metric query ${textAt(empty, "id")} takes either an expression or a metric`;
  if (hasUnknown(inputs["metricQueries"])) return undefined;
  const returning = queries.filter((query) => listAt(query, "returnData")[0] === true);
  const band = textAt(inputs, "thresholdMetricId");
  if (band !== "" && !textsAt(inputs, "metricQueries[].id").includes(band))
    return `ValidationError: The thresholdMetricId ${band} is none of the metric queries`;
  // What is compared with a band returns data, and so does the band.
  const compared = returning.filter((query) => textAt(query, "id") !== band).length;
  return compared === 1
    ? undefined
    : `ValidationError: Exactly one element of the metrics list should return data. (${compared} do)`;
}

function thresholdFault(inputs: Properties): string | undefined {
  const band = isSet(inputs, "thresholdMetricId");
  if (band === isSet(inputs, "threshold"))
    return "ValidationError: an alarm has either a threshold or a thresholdMetricId";
  const operator = textAt(inputs, "comparisonOperator");
  const forBand = /Lower|Upper/.test(operator);
  return operator !== "" && forBand !== band
    ? `ValidationError: ${operator} ${forBand ? "takes a thresholdMetricId" : "takes a threshold"}`
    : undefined;
}

/** Periods of 10, 20 or 30 seconds or of whole minutes; what is looked at is a day at most (a week, by hours). */
function periodFault(inputs: Properties): string | undefined {
  const evaluated = numberAt(inputs, "evaluationPeriods") ?? 1;
  if ((numberAt(inputs, "datapointsToAlarm") ?? 0) > evaluated)
    return "ValidationError: Datapoints to alarm must be less than or equal to evaluation periods";
  const periods = ["period", "metricQueries[].period", "metricQueries[].metric.period"].flatMap((path) =>
    listAt(inputs, path).filter((value) => typeof value === "number"),
  );
  const odd = periods.find((period) => ![10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0));
  if (odd !== undefined) return `ValidationError: Period must be 10, 20, 30 or a multiple of 60, got ${odd}`;
  const long = periods.find((period) => period * evaluated > (period >= 3600 ? 604_800 : 86_400));
  return long === undefined
    ? undefined
    : `ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400; 604800 for periods of an hour or more), got ${long * evaluated}`;
}
