import * as z from "zod";
import { Metrics } from "./dashboard-metrics";

/** [docs.aws.amazon.com: Dashboard Body Structure and Syntax] */
const GRID_COLUMNS = 24;
const WIDGETS_MAX = 500;

const Position = {
  x: z
    .number()
    .int()
    .min(0)
    .max(GRID_COLUMNS - 1),
  y: z.number().int().min(0),
  width: z.number().int().min(1).max(GRID_COLUMNS),
  height: z.number().int().min(1).max(1000),
};

const Alarm = z.string().regex(/^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.{1,255}$/, {
  error: "Should be the ARN of an alarm",
});

const Axis = z.strictObject({
  label: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  showUnits: z.boolean().optional(),
});

const Graph = z
  .strictObject({
    accountId: z.string().optional(),
    annotations: z
      .strictObject({
        alarms: z.array(Alarm).min(1).optional(),
        horizontal: z.array(z.looseObject({ value: z.number() })).optional(),
        vertical: z.array(z.unknown()).optional(),
      })
      .optional(),
    end: z.string().optional(),
    labels: z.unknown().optional(),
    legend: z.strictObject({ position: z.enum(["bottom", "right", "hidden"]) }).optional(),
    liveData: z.boolean().optional(),
    metrics: Metrics.optional(),
    period: z.number().int().min(1).optional(),
    region: z.string().min(1),
    setPeriodToTimeRange: z.boolean().optional(),
    singleValueFullPrecision: z.boolean().optional(),
    sparkline: z.boolean().optional(),
    stacked: z.boolean().optional(),
    start: z.string().optional(),
    stat: z.string().optional(),
    table: z.unknown().optional(),
    timezone: z.string().optional(),
    title: z.string().optional(),
    trend: z.boolean().optional(),
    view: z.enum(["timeSeries", "singleValue", "gauge", "bar", "pie", "table"]).optional(),
    yAxis: z.strictObject({ left: Axis.optional(), right: Axis.optional() }).optional(),
  })
  .refine(({ metrics, annotations }) => metrics !== undefined || annotations?.alarms !== undefined, {
    error: "Should have required property 'metrics'",
  });

const Widget = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("metric"), ...Position, properties: Graph }),
    z.strictObject({
      type: z.literal("text"),
      ...Position,
      properties: z.strictObject({
        markdown: z.string().min(1),
        background: z.enum(["transparent", "solid"]).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal("log"),
      ...Position,
      properties: z.strictObject({
        accountId: z.string().optional(),
        query: z.string().min(1),
        region: z.string().min(1),
        stacked: z.boolean().optional(),
        title: z.string().optional(),
        view: z.enum(["table", "timeSeries", "bar", "pie"]).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal("alarm"),
      ...Position,
      properties: z.strictObject({
        alarms: z.array(Alarm).min(1).max(100),
        sortBy: z.enum(["default", "stateUpdatedTimestamp", "timestamp"]).optional(),
        states: z.array(z.enum(["ALARM", "INSUFFICIENT_DATA", "OK"])).optional(),
        title: z.string().optional(),
      }),
    }),
  ])
  .refine(({ x, width }) => x + width <= GRID_COLUMNS, {
    error: `Should end within ${GRID_COLUMNS} columns`,
    path: ["width"],
  });

const Body = z.strictObject({
  end: z.string().optional(),
  periodOverride: z.enum(["auto", "inherit"]).optional(),
  start: z.string().optional(),
  widgets: z.array(Widget).max(WIDGETS_MAX, `Should NOT have more than ${WIDGETS_MAX} items`),
});

/** One thing that CloudWatch finds wrong, and where in the body. */
export interface BodyFault {
  readonly dataPath: string;
  readonly message: string;
}

export function bodyFaults(body: unknown): readonly BodyFault[] {
  const parsed = Body.safeParse(body);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({ dataPath: `/${path.join("/")}`, message }));
}
