#include "server/live/worker.h"

#include <exception>
#include <utility>

namespace convene::live {

namespace {

void carry_out(Worker::Work work, const Post& post, Worker::Then failed) {
  Worker::Then then;
  try {
    then = work();
  } catch (const std::exception&) { then = std::move(failed); }
  work = nullptr;  // what it held goes here, not on the shard's thread
  post(std::move(then));
}

}  // namespace

ThreadedWorker::ThreadedWorker(std::size_t waiting)
    : jobs_([](Job job) { carry_out(std::move(job.work), job.post, std::move(job.failed)); }, waiting) {}

bool ThreadedWorker::run(Work work, Post post, Then failed) {
  return jobs_.add({std::move(work), std::move(post), std::move(failed)});
}

bool InlineWorker::run(Work work, Post post, Then failed) {
  carry_out(std::move(work), post, std::move(failed));
  return true;
}

}  // namespace convene::live
