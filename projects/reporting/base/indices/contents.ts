import type { SearchContents } from "../../../../components/search/setup-request";
import { reportingRoles } from "../roles";
import { reportingIndices, reportingTemplates, type ReportingTemplatesArgs } from "./reporting-templates";

/** What the reporting cluster holds before anybody writes into it. */
export const reportingContents = (args: ReportingTemplatesArgs): SearchContents => ({
  roles: reportingRoles(args.indexPrefix),
  policies: {},
  templates: reportingTemplates(args),
  dataStreams: [],
  indices: reportingIndices(args.indexPrefix),
});
