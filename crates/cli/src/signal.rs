//! Ctrl-C: the first finishes the documents at hand, the second ends at once.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};

/// A flag that the first Ctrl-C, or a request to terminate, sets.
///
/// # Errors
/// Where the system refuses a signal handler.
pub fn stop_flag() -> std::io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Registered first, so that it acts on the second signal only.
        signal_hook::flag::register_conditional_shutdown(signal, 3, Arc::clone(&stop))?;
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}
