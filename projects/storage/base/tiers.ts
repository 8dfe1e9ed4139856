import type { Transition } from "../../../components/vault/archive-vault";

/** Masters of digitised works, which the tagger marks by their type: large, and hardly ever read. */
const masters = (contentType: string) => ({
  prefix: "digitised/",
  tag: { key: "Content-Type", value: contentType },
});

/** When objects move to colder storage, by what a replica is for (storage-service.md 6.2). */
export const transitions: Readonly<Record<"warm" | "cold", readonly Transition[]>> = {
  warm: [
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
  ],
  cold: [{ id: "transition_objects_to_deep_archive", storageClass: "DEEP_ARCHIVE", afterDays: 90 }],
};
