//! Tests of the review.
