import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import { BLOB_CONTAINER, isAbout, placeOfContainer, STORAGE_ACCOUNT } from "../reading/azure";
import { ofType, type Resource } from "../reading/resource";
import { list, read, text } from "../reading/value";
import { rule } from "../rule";

const LEGAL_HOLD = "azure-native:storage:BlobContainerLegalHold";

export const azLegalHoldKept = rule({
  name: "az-legal-hold-kept",
  why: "A hold is lifted by those who may decide it, never by a change of the program",
  level: "advisory",
  severity: "high",
  framework: secRule17a4("(f)"),
  tags: ["litigation hold practice"],
  remedy: "Declare the BlobContainerLegalHold with all of its tags, or take it from legalHolds on purpose.",
  reads: parameters.pick({ legalHolds: true }),
  // A hold that is gone is seen on the container that it was about.
  types: [LEGAL_HOLD, BLOB_CONTAINER, STORAGE_ACCOUNT],
  *stack(resources, { legalHolds }) {
    const accounts = ofType(resources, STORAGE_ACCOUNT);
    const holds = ofType(resources, LEGAL_HOLD);
    for (const about of ofType(resources, BLOB_CONTAINER)) {
      const place = placeOfContainer(about, accounts);
      const declared = holds.filter((hold) => isAbout(hold, about, accounts)).flatMap(tagsOf);
      for (const [held, tags] of Object.entries(legalHolds))
        for (const tag of tags)
          if ((place ?? held) === held && !declared.includes(tag.toLowerCase()))
            yield { about, found: `no legal hold has the tag ${tag}`, expected: `the holds of ${held}` };
    }
  },
});

/** In lower case, as Azure keeps them. */
function tagsOf(hold: Resource): string[] {
  const tags = list(read(hold.props, "tags"));
  return (tags.kind === "known" ? tags.value : []).flatMap((tag) => {
    const word = text(tag);
    return word.kind === "known" ? [word.value.toLowerCase()] : [];
  });
}
