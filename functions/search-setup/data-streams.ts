import type { Cluster } from "./cluster";
import type { Wanted } from "./wanted";

/** Data streams that are there: a log router may not make one. */
export function wantedDataStreams(cluster: Cluster, names: readonly string[]): readonly Wanted[] {
  return names.map((name) => ({
    name: `data stream ${name}`,
    async make() {
      const path = `/_data_stream/${name}`;
      if ((await cluster.get(path)) !== undefined) return false;
      await cluster.put(path);
      return true;
    },
  }));
}
