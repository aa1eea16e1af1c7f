"""What can be wrong with a flow, a file a subject. A check goes over the outline and yields faults; a correct flow yields none."""
