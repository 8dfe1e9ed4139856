import { placed, type PlacedWidget } from "./layout";
import {
  alarmSection,
  deadLetterSection,
  failureSection,
  ingestSection,
  stepSection,
} from "./pipeline-sections";
import { apiSection, clusterSection, functionSection, replicationSection } from "./platform-sections";
import type { StageView } from "./stage-view";
import type { Widget } from "./widgets";

/** What a dashboard shows, from above: how the archive does, then what it does it with. A section of nothing is left out. */
const SECTIONS: readonly ((view: StageView) => readonly Widget[])[] = [
  alarmSection,
  ingestSection,
  stepSection,
  failureSection,
  deadLetterSection,
  apiSection,
  clusterSection,
  replicationSection,
  functionSection,
];

/**
 * A stage's dashboard as CloudWatch takes it [AWS: Dashboard body structure and syntax].
 * @throws when there are no steps, or none whose metrics tell of ingests
 */
export function dashboardBody(view: StageView): { readonly widgets: readonly PlacedWidget[] } {
  if (view.steps.length === 0) throw new Error("steps: at least one is needed");
  return { widgets: placed(SECTIONS.flatMap((section) => section(view))) };
}
