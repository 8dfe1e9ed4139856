import { words, type Properties, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { patternFault } from "./filter-pattern";
import { LOG_GROUP, METRIC_FILTER } from "./tokens";
import { isSet, recordOf, textAt } from "./values";

/** [docs.aws.amazon.com: MetricTransformation] */
const NAME = { like: /^[^:*$]{1,255}$/, says: "1 to 255 characters, none of them : * or $" };
const DIMENSIONS_MAX = 3;

const INVALID = "InvalidParameterException:";

/** Metrics that CloudWatch Logs makes of lines of a log group [docs.aws.amazon.com: PutMetricFilter]. */
export const metricFilters: Readonly<Record<string, ResourceType>> = {
  [METRIC_FILTER]: {
    inputs: words("logGroupName metricTransformation pattern"),
    required: words("logGroupName metricTransformation pattern"),
    name: {
      property: "name",
      pattern: /^[^:*]{1,512}$/,
      says: "1 to 512 characters, none of them : or *",
      unique: "no",
      taken: "",
      automatic: true,
    },
    id: ({ name }) => name,
    apartBy: "logGroupName",
    computed: { applyOnTransformedLogs: () => false },
    replacedBy: words("logGroupName"),
    limits: {
      pattern: { like: /^[^]{0,1024}$/, says: "at most 1024 characters" },
      "metricTransformation.name": NAME,
      "metricTransformation.namespace": NAME,
      "metricTransformation.value": {
        like: /^(-?\d+(\.\d+)?|\$.{1,99})$/,
        says: "a number or a field of the line, as $.size",
      },
      "metricTransformation.defaultValue": { like: /^-?\d+(\.\d+)?$/, says: "a number" },
    },
    refers: [{ at: "logGroupName", to: [LOG_GROUP], form: "name" }],
    refuseInputs: (inputs) =>
      patternFault(isUnknown(inputs["pattern"]) ? undefined : inputs["pattern"]) ??
      transformationFault(inputs),
  },
};

function transformationFault(inputs: Properties): string | undefined {
  const at = (property: string) => `metricTransformation.${property}`;
  const missing = words("name namespace value").find((property) => !isSet(inputs, at(property)));
  if (missing !== undefined) return `${at(missing)} is required and missing`;
  if (!isSet(inputs, at("dimensions"))) return undefined;
  if (isSet(inputs, at("defaultValue")))
    return `${INVALID} Invalid metric transformation: dimensions and default value are mutually exclusive properties.`;
  const { dimensions } = recordOf(inputs["metricTransformation"]);
  const count = Object.keys(recordOf(dimensions)).length;
  if (count > DIMENSIONS_MAX)
    return `${INVALID} Invalid metric transformation: ${count} dimensions, at most ${DIMENSIONS_MAX} are allowed`;
  return /^\s*[{[]/.test(textAt(inputs, "pattern"))
    ? undefined
    : `${INVALID} Invalid metric transformation: dimensions take a pattern of JSON or of space-delimited lines`;
}
