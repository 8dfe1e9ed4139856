import { words, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { arnWithoutRegion } from "./arn";
import { bodyFaults } from "./dashboard-body";
import { parsed } from "./policy-document";
import { DASHBOARD } from "./tokens";

/** CloudWatch dashboards, which are of the whole account. */
export const dashboards: Readonly<Record<string, ResourceType>> = {
  [DASHBOARD]: {
    inputs: words("dashboardBody"),
    required: words("dashboardBody"),
    name: {
      property: "dashboardName",
      pattern: /^[0-9A-Za-z_-]{1,255}$/,
      says: "up to 255 letters, digits, hyphens and underscores",
      unique: "account",
      // The real one writes over the other dashboard: two programs would fight for it.
      taken: "AlreadyExists",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: {
      dashboardArn: (making) => arnWithoutRegion("cloudwatch", making, `dashboard/${making.name}`),
    },
    refuseInputs: ({ dashboardBody }) => bodyRefusal(dashboardBody),
  },
};

function bodyRefusal(text: unknown): string | undefined {
  if (typeof text !== "string" || isUnknown(text)) return undefined;
  const body = parsed(text);
  const faults =
    body === undefined
      ? [{ dataPath: "/", message: "The field DashboardBody must be a valid JSON object" }]
      : bodyFaults(body);
  return faults.length === 0
    ? undefined
    : `DashboardInvalidInputError: The dashboard body is invalid, there are ${faults.length} validation errors: ${JSON.stringify(faults)}`;
}
