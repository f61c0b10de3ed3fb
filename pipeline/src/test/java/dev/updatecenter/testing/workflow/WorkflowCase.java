package dev.updatecenter.testing.workflow;

import dev.updatecenter.testing.RepositorySimulator;
import java.util.Optional;

/**
 * One case of the client workflow.
 *
 * @param paragraph of TUF 1.0.34 that decides it
 * @param name what is spoiled, in words
 * @param verdict what our client says
 * @param peer why and how tuf-js says another thing; empty where both agree
 * @param visits which client comes by
 * @param before what happens before a client's first visit
 * @param act what happens between its visits
 */
public record WorkflowCase(
    String paragraph,
    String name,
    Verdict verdict,
    Optional<Disagreement> peer,
    Visits visits,
    Act before,
    Act act) {

  /** Which client comes by after the act. */
  public enum Visits {
    /** One that has been there before, and another that has not: the verdict is the same. */
    ALL,
    /** Only one that has been there before can know. */
    AGAIN,
    /** Only one that comes for the first time. */
    FIRST
  }

  /** Spoils something. */
  public interface Act {
    void on(Scene scene) throws Exception;

    /** This, then another. */
    default Act andThen(Act next) {
      return scene -> {
        on(scene);
        next.on(scene);
      };
    }
  }

  /**
   * That tuf-js sees a case in another way.
   *
   * @param accepts whether it accepts what we refuse; false: it refuses what we accept
   * @param why the reason, and which of the two the specification has on its side
   */
  public record Disagreement(boolean accepts, String why) {}

  static WorkflowCase judged(String paragraph, String name, Verdict verdict, Act act) {
    return new WorkflowCase(
        paragraph, name, verdict, Optional.empty(), Visits.ALL, scene -> {}, act);
  }

  WorkflowCase again() {
    return new WorkflowCase(paragraph, name, verdict, peer, Visits.AGAIN, before, act);
  }

  WorkflowCase first() {
    return new WorkflowCase(paragraph, name, verdict, peer, Visits.FIRST, before, act);
  }

  WorkflowCase after(Act earlier) {
    return new WorkflowCase(paragraph, name, verdict, peer, visits, earlier, act);
  }

  WorkflowCase tufJsAccepts(String why) {
    return differs(true, why);
  }

  WorkflowCase tufJsRefuses(String why) {
    return differs(false, why);
  }

  private WorkflowCase differs(boolean accepts, String why) {
    return new WorkflowCase(
        paragraph, name, verdict, Optional.of(new Disagreement(accepts, why)), visits, before, act);
  }

  /** Whether tuf-js refuses the last visit. */
  public boolean peerRefuses() {
    return peer.map(differs -> !differs.accepts()).orElse(verdict.isRefusal());
  }

  /** A new scene on a copy of a repository, as it is before the first visit. */
  public Scene begin(RepositorySimulator fresh) throws Exception {
    Scene scene = new Scene(fresh.copy());
    before.on(scene);
    return scene;
  }

  @Override
  public String toString() {
    return paragraph + " " + name;
  }
}
