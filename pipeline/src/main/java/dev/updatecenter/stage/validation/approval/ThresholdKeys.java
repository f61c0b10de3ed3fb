package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many approvals the signatures of a role are, whichever of its keys sign: those of one person
 * are one, and those of the author, or of keys that policy.yaml lists for no Approver, are none.
 */
public final class ThresholdKeys {
  private ThresholdKeys() {}

  /**
   * The least number of people who may approve, over all ways to reach the threshold.
   *
   * @param keys ids of the role's keys
   * @param threshold how many of them have to sign
   */
  public static int approvals(
      Set<ContentDigest> keys, int threshold, Policy policy, Author author) {
    Map<String, Integer> owners = new HashMap<>();
    int nobodys = 0;
    for (ContentDigest key : keys) {
      List<String> who =
          policy.people().stream()
              .filter(person -> person.keys().contains(key))
              .filter(person -> DocumentCheck.refusal(person, author).isEmpty())
              .map(Person::name)
              .toList();
      // A key of two people is a signature of either, so of nobody in particular.
      if (who.size() == 1) {
        owners.merge(who.get(0), 1, Integer::sum);
      } else {
        nobodys++;
      }
    }
    List<Integer> most = new ArrayList<>(owners.values());
    most.sort(Collections.reverseOrder());
    int left = threshold - nobodys;
    int people = 0;
    while (left > 0 && people < most.size()) {
      left -= most.get(people++);
    }
    return people;
  }
}
