package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;

/** Shows progress as somebody wants it, and warnings whatever they want. */
final class WarningProgress implements Progress {
  private final Progress shown;
  private final Output output;

  WarningProgress(Progress shown, Output output) {
    this.shown = shown;
    this.output = output;
  }

  @Override
  public Task begin(String label, long total, Unit unit) {
    return shown.begin(label, total, unit);
  }

  @Override
  public void say(String line) {
    shown.say(line);
  }

  @Override
  public void warn(Finding warning) {
    output.warning(warning);
  }
}
