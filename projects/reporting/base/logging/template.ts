export interface LogTemplateArgs {
  /** The data stream that log routers write: `service-logs-firelens`. */
  readonly dataStream: string;
  /** Copies of each shard beside the primary: 2 where a domain of three zones has one on standby, else 1. */
  readonly replicas: 1 | 2;
}

/** Above all templates that have no priority, or the service's own of 0. */
const PRIORITY = 200;

/** Fields of an index at most. Objects count as one each: only a service that makes up names for top-level fields gets here. */
const FIELDS_LIMIT = 1000;

/** A longer value is kept, but not found by its whole: it is text, not a name. */
const KEYWORD_LENGTH = 1024;

const word = { type: "keyword", ignore_above: KEYWORD_LENGTH };

/**
 * What a line of log is. Whatever services write must get in, and no line may make the next one unreadable:
 * objects are searchable as a whole and never become fields, a value that does not fit its field is kept and not
 * searched, and text that looks like a date is text.
 */
const mappings = {
  date_detection: false,
  dynamic_templates: [
    { objects: { match_mapping_type: "object", mapping: { type: "flat_object" } } },
    { strings: { match_mapping_type: "string", mapping: word } },
  ],
  properties: {
    "@timestamp": { type: "date" },
    service_name: word,
    log: { type: "text" },
    message: { type: "text" },
  },
};

/** The template of the data stream's indices, by its name. */
export function logTemplate({ dataStream, replicas }: LogTemplateArgs) {
  const settings = {
    number_of_shards: 1,
    number_of_replicas: replicas,
    mapping: { ignore_malformed: true, total_fields: { limit: FIELDS_LIMIT } },
    // What a search without a field's name looks in.
    query: { default_field: ["log", "message"] },
  };
  return {
    [dataStream]: {
      index_patterns: [dataStream],
      data_stream: { timestamp_field: { name: "@timestamp" } },
      priority: PRIORITY,
      template: { settings: { index: settings }, mappings },
    },
  };
}
