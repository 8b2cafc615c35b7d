//! The death of the process: a panic that only the simulation knows, so that no
//! code of the run goes on but what is dropped.

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// Polls without an answer after which a run is taken to hang.
const POLLS_MAX: u32 = 1_000_000;

struct Death;

/// Ends the process. No panic hook is called: this is no error.
pub(crate) fn die() -> ! {
    resume_unwind(Box::new(Death))
}

/// Runs a future to its end on this thread; `None` when the process died.
pub(crate) fn until_death<T>(future: impl Future<Output = T>) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(|| run(future))) {
        Ok(answer) => Some(answer),
        Err(payload) if is_death(payload.as_ref()) => None,
        Err(payload) => resume_unwind(payload),
    }
}

fn is_death(payload: &(dyn Any + Send)) -> bool {
    payload.is::<Death>()
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..POLLS_MAX {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
            return answer;
        }
    }
    panic!("The run waits for something that never comes")
}

/// Runs two processes side by side; `first_goes` says whose turn it is. Each may die and
/// leave the other running.
pub(crate) fn side_by_side<A, B>(
    first: impl Future<Output = A>,
    second: impl Future<Output = B>,
    mut first_goes: impl FnMut() -> bool,
) -> (Option<A>, Option<B>) {
    let mut first = Process::Running(Box::pin(first));
    let mut second = Process::Running(Box::pin(second));
    for _ in 0..POLLS_MAX {
        match (first.is_running(), second.is_running()) {
            (false, false) => return (first.answer(), second.answer()),
            (true, false) => first.step(),
            (false, true) => second.step(),
            (true, true) if first_goes() => first.step(),
            (true, true) => second.step(),
        }
    }
    panic!("The runs wait for something that never comes")
}

enum Process<F: Future> {
    Running(Pin<Box<F>>),
    Ended(F::Output),
    Died,
}

impl<F: Future> Process<F> {
    fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }

    fn step(&mut self) {
        let Self::Running(future) = self else { return };
        let mut context = Context::from_waker(Waker::noop());
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context))) {
            Ok(Poll::Pending) => {}
            Ok(Poll::Ready(answer)) => *self = Self::Ended(answer),
            Err(payload) if is_death(payload.as_ref()) => *self = Self::Died,
            Err(payload) => resume_unwind(payload),
        }
    }

    fn answer(self) -> Option<F::Output> {
        match self {
            Self::Ended(answer) => Some(answer),
            Self::Running(_) | Self::Died => None,
        }
    }
}

/// Lets other parts of the run go first, `turns` times.
pub(crate) async fn wait_turns(mut turns: u32) {
    std::future::poll_fn(|context| {
        if turns == 0 {
            return Poll::Ready(());
        }
        turns -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
fn death_is_told_from_an_answer_and_from_a_panic() {
    assert_eq!(
        until_death(async {
            wait_turns(3).await;
            7
        }),
        Some(7)
    );
    assert_eq!(
        until_death(async {
            if true {
                die()
            }
        }),
        None
    );
    let broken = catch_unwind(|| until_death(async { std::panic::panic_any("broken") }));
    assert!(broken.is_err());
}
