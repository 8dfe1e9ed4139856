import type { Transition } from "../../../components/vault/archive-vault";

/** Masters of digitised works, which the tagger marks by their type: large, and hardly ever read. */
const masters = (contentType: string) => ({
  prefix: "digitised/",
  tag: { key: "Content-Type", value: contentType },
});

/** When objects of the primary replica move to colder storage (storage-service.md 6.2). */
export const primaryTransitions: readonly Transition[] = [
  { id: "transition_objects_to_standard_ia", storageClass: "STANDARD_IA", afterDays: 30 },
  {
    id: "move_mxf_objects_to_glacier",
    storageClass: "GLACIER",
    afterDays: 90,
    only: masters("application/mxf"),
  },
  {
    id: "move_digitised_tif_to_glacier",
    storageClass: "GLACIER",
    afterDays: 90,
    only: masters("image/tiff"),
  },
];
