package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says who has to sign yet, and which command comes next. */
final class MissingSignatures {
  private MissingSignatures() {}

  /**
   * The error.
   *
   * @param missing how many signatures each role lacks
   */
  static UpdateCenterException error(
      ProductName product,
      Map<RoleName, Integer> missing,
      MetadataAct act,
      RepositoryKeys keys) {
    String lacking =
        missing.entrySet().stream()
            .map(e -> e.getKey() + " lacks " + count(e.getValue()))
            .collect(Collectors.joining(", "));
    List<UpdateCenterException> troubles =
        missing.keySet().stream().flatMap(role -> keys.of(role).trouble().stream()).toList();
    String why =
        troubles.isEmpty()
            ? "the keys at hand do not reach the roles' thresholds"
            : troubles.get(0).getMessage() + ": " + troubles.get(0).why();
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC5065", ExitCode.APPROVAL, "other people have to sign: " + lacking)
            .where(product)
            .why(why)
            .fix(fix(product, missing, act))
            .state("devices see what they saw before; what is to be signed is kept");
    return (troubles.isEmpty() ? error : error.cause(troubles.get(0))).build();
  }

  private static String fix(
      ProductName product, Map<RoleName, Integer> missing, MetadataAct act) {
    String exports =
        missing.keySet().stream()
            .map(
                role ->
                    "'ducctl keys ceremony export "
                        + role
                        + " --product "
                        + product
                        + " --out "
                        + role
                        + ".json'")
            .collect(Collectors.joining(" and "));
    String last =
        act.kind() == MetadataAct.Kind.PUBLISH ? ", then this command again" : "";
    return "bring the keys back and run it again, or let their holders sign: "
        + exports
        + ", each of them 'ducctl keys ceremony sign FILE --key KEY', then 'ducctl keys ceremony"
        + " import FILE'"
        + last;
  }

  private static String count(int signatures) {
    return signatures == 1 ? "1 signature" : signatures + " signatures";
  }
}
