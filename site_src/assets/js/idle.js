// Work on many things while the browser has nothing better to do.

const FEW = 5;

// An idle browser gives 50 milliseconds; a third of them is enough at once, also on a phone.
const LEFT = 35;

const later = window.requestIdleCallback
  ? (task) => requestIdleCallback(task, { timeout: 500 })
  : (task) => setTimeout(() => task({ timeRemaining: () => 0 }), 50);

// Does *work* on each of *things* and *then* what is left to do, unless *signal* says before that
// the page is gone.
export const eachWhenIdle = (things, work, { signal, then }) => {
  const rest = [...things];
  const some = (deadline) => {
    if (signal.aborted) return;
    // At least a few at a time, for some machines are never idle for long.
    do rest.splice(0, FEW).forEach(work); while (rest.length && deadline.timeRemaining() > LEFT);
    if (rest.length) later(some);
    else then?.();
  };
  later(some);
};
