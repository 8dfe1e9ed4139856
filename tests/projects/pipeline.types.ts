import { pipeline } from "../../projects/storage/app/pipeline/whole";

/** The smallest whole table: one topic that operators publish to, one queue, one reader. Compiled, never run. */
const sound = {
  topics: { work: { carries: "work", byOperators: true } },
  queues: { work_input: { from: ["work"], visibilitySeconds: 300, receives: 3, idleSeconds: 60 } },
  buckets: ["shelf"],
  tables: ["list"],
  images: ["worker"],
  readOutside: [],
} as const;

const row = { does: "works", cpu: 512, memoryMiB: 1024, spot: true, touches: [] } as const;
const reads = { queue_url: { queue: "work_input" } } as const;
const reading = { worker: { ...row, containers: { app: { image: "worker", variables: reads } } } } as const;

pipeline({ ...sound, services: reading });

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      touches: [{ bucket: "shelf", may: ["read"] }],
      containers: { app: { image: "worker", variables: { ...reads, shelf: { store: "list" } } } },
    },
  },
});

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      // @ts-expect-error a bucket that does not exist
      touches: [{ bucket: "cellar", may: ["read"] }],
      containers: { app: { image: "worker", variables: reads } },
    },
  },
});

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      // @ts-expect-error a table that does not exist
      touches: [{ table: "register", may: ["Query"] }],
      containers: { app: { image: "worker", variables: reads } },
    },
  },
});

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      // @ts-expect-error a variable with the name of a store that does not exist
      containers: { app: { image: "worker", variables: { ...reads, shelf: { store: "cellar" } } } },
    },
  },
});

pipeline({
  ...sound,
  services: {
    // @ts-expect-error an image that is not in a release
    worker: { ...row, containers: { app: { image: "idler", variables: reads } } },
  },
});

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      // @ts-expect-error a queue that does not exist
      containers: { app: { image: "worker", variables: { ...reads, other: { queue: "play_input" } } } },
    },
  },
});

pipeline({
  ...sound,
  services: {
    worker: {
      ...row,
      // @ts-expect-error a topic that does not exist
      containers: { app: { image: "worker", variables: { ...reads, out: { topic: "play" } } } },
    },
  },
});

pipeline({
  ...sound,
  // @ts-expect-error no service reads the queue
  queues: sound.queues,
  services: {},
});

pipeline({ ...sound, readOutside: ["work_input"], services: {} });

pipeline({
  ...sound,
  topics: { work: { carries: "work" } },
  // @ts-expect-error nobody publishes to the topic that feeds the queue
  queues: sound.queues,
  services: reading,
});

pipeline({
  ...sound,
  // @ts-expect-error no queue takes from the topic that the service writes
  topics: { ...sound.topics, done: { carries: "what was done" } },
  services: {
    worker: {
      ...row,
      containers: { app: { image: "worker", variables: { ...reads, outgoing: { topic: "done" } } } },
    },
  },
});

pipeline({
  ...sound,
  topics: { ...sound.topics, done: { carries: "what was done" } },
  queues: {
    ...sound.queues,
    done_input: { from: ["done"], visibilitySeconds: 300, receives: 3, idleSeconds: 60 },
  },
  services: {
    worker: {
      ...row,
      containers: { app: { image: "worker", variables: { ...reads, outgoing: { topic: "done" } } } },
    },
    keeper: {
      ...row,
      containers: { app: { image: "worker", variables: { queue_url: { queue: "done_input" } } } },
    },
  },
});

pipeline({
  ...sound,
  queues: {
    // @ts-expect-error a queue that no topic feeds
    work_input: { from: [], visibilitySeconds: 300, receives: 3, idleSeconds: 60 },
  },
  services: reading,
});
