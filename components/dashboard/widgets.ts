/** Columns of CloudWatch's grid [AWS: Dashboard body structure and syntax]. */
export const COLUMNS = 24;

/** A widget with its size, in columns and rows of the grid; where it goes is the layout's matter. */
export interface Widget {
  readonly type: "alarm" | "metric" | "text";
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How a line is drawn. */
export interface LineOptions {
  readonly label?: string;
  readonly stat?: "Sum" | "Average" | "Minimum" | "Maximum" | "p50" | "p90" | "p95" | "p99";
  /** Name for calculations: a small letter, then letters, digits and _. */
  readonly id?: string;
  /** False for what only calculations need. */
  readonly visible?: false;
  readonly yAxis?: "right";
  readonly color?: string;
  /** Where it is not the widget's own. */
  readonly region?: string;
}

export type Line = readonly (string | (LineOptions & { readonly expression?: string }))[];

/** A metric as a line of a graph. */
export const metric = (
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  options: LineOptions,
): Line => [namespace, name, ...Object.entries(dimensions).flat(), options];

/** A line that is calculated of others by their ids [AWS: Using math expressions with CloudWatch metrics]. */
export const calculated = (expression: string, options: LineOptions): Line => [{ expression, ...options }];

export interface GraphArgs {
  readonly title: string;
  readonly region: string;
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height?: number;
  /** Of lines that say nothing else. */
  readonly stat: NonNullable<LineOptions["stat"]>;
  readonly periodSeconds: number;
  /** What the axes measure; both begin at 0. */
  readonly left: string;
  readonly right?: string;
  /** Greatest value of the left axis, for percentages. */
  readonly leftMax?: number;
  /** Values of the left axis that are drawn as lines across, with what each means. */
  readonly levels?: Readonly<Record<string, number>>;
}

const GRAPH_HEIGHT = 6;

export function graph(args: GraphArgs): Widget {
  const { title, region, lines, stat, periodSeconds, left, right, leftMax, levels } = args;
  const axis = (label: string, max?: number) => ({
    label,
    min: 0,
    showUnits: false,
    ...(max === undefined ? {} : { max }),
  });
  return {
    type: "metric",
    width: args.width,
    height: args.height ?? GRAPH_HEIGHT,
    properties: {
      title,
      region,
      view: "timeSeries",
      stat,
      period: periodSeconds,
      metrics: lines,
      yAxis: {
        left: axis(left, leftMax),
        ...(right === undefined ? {} : { right: axis(right) }),
      },
      ...(levels === undefined
        ? {}
        : {
            annotations: {
              horizontal: Object.entries(levels).map(([label, value]) => ({ label, value })),
            },
          }),
    },
  };
}

export interface NumbersArgs extends Pick<GraphArgs, "title" | "region" | "lines" | "width" | "stat"> {
  readonly height?: number;
}

/** One number for each line: of all the time that the dashboard shows. */
export const numbers = ({
  title,
  region,
  lines,
  width,
  stat,
  height = GRAPH_HEIGHT,
}: NumbersArgs): Widget => ({
  type: "metric",
  width,
  height,
  properties: { title, region, view: "singleValue", stat, setPeriodToTimeRange: true, metrics: lines },
});

/** Whether alarms are on, as lamps; 100 at most. */
export const alarmLamps = (
  title: string,
  alarms: readonly string[],
  width: number,
  height = GRAPH_HEIGHT,
): Widget => ({
  type: "alarm",
  width,
  height,
  properties: { title, alarms },
});

/** Before the widgets of a section: its name, and what one sees there. */
export const heading = (name: string, says: string): Widget => ({
  type: "text",
  width: COLUMNS,
  height: 2,
  properties: { markdown: `## ${name}\n${says}`, background: "transparent" },
});
