# Compiler settings and the two functions every target of the house is made with.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(CONVENE_TESTS "Build the tests" ON)
option(CONVENE_BENCH "Build the benchmarks" OFF)
option(CONVENE_FUZZ "Build the fuzzers (clang only)" OFF)
set(CONVENE_SANITIZE "" CACHE STRING "Sanitizers: empty, or a list for -fsanitize=")
# Checks of every single access, which make a third of g++'s work on a unit, and which the address sanitizer has for the
# most part: the asan preset leaves them to the fuzzers, whose compiler is quicker with them.
set(CONVENE_SANITIZE_EXCEPT "" CACHE STRING "A list for -fno-sanitize=")

set(CONVENE_BATCH "" CACHE STRING "How many sources are compiled as one unit; empty: each by itself, as work on the code needs it")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CONVENE_DEBUG_FLAGS "-O0 -g1" CACHE STRING "Optimisation and debug information of a Debug build")
set(CONVENE_OUTER_FLAGS "" CACHE STRING "What units with Beast and tests are compiled with on top: there, time goes into the compiler, not into the run")
separate_arguments(CONVENE_OUTER_FLAGS)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "${CONVENE_DEBUG_FLAGS}")

find_program(CCACHE ccache)
if(CCACHE)
  # The three sloppinesses are what ccache needs to work with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

# lld halves the time of the many links of the test programs, where it is installed.
find_program(CONVENE_LLD ld.lld)
if(CONVENE_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# A Beast unit takes one to three gigabytes: at most two compile at once, and one where memory is short.
cmake_host_system_information(RESULT megabytes QUERY TOTAL_PHYSICAL_MEMORY)
set(heavy 2)
if(megabytes LESS 7000)
  set(heavy 1)
endif()
set_property(GLOBAL PROPERTY JOB_POOLS heavy=${heavy} link=2)
set(CMAKE_JOB_POOL_LINK link)

add_library(convene_flags INTERFACE)
target_compile_options(convene_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these on sound standard-library and Asio code once it inlines it.
  target_compile_options(convene_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-pointer -fcoroutines -Winvalid-pch)
endif()
if(CONVENE_SANITIZE)
  target_compile_options(convene_flags INTERFACE -fsanitize=${CONVENE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(convene_flags INTERFACE -fsanitize=${CONVENE_SANITIZE})
  if(CONVENE_SANITIZE_EXCEPT)
    target_compile_options(convene_flags INTERFACE -fno-sanitize=${CONVENE_SANITIZE_EXCEPT})
  endif()
endif()
target_include_directories(convene_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(convene_flags INTERFACE CONVENE_VERSION="${PROJECT_VERSION}" BOOST_ASIO_NO_DEPRECATED)

# One precompiled header of each kind for the whole house, never one a target: the heavy one alone takes half a
# minute. Sharing needs the same code generation flags everywhere, so nothing here sets position independence per
# target (Debian's compilers make position-independent executables by themselves). Headers are named as includes name
# them: written with its path, one would make the precompiled header, and whatever reads it, strange to ccache elsewhere.
function(convene_precompiled name header)
  set(unit ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  file(CONFIGURE OUTPUT ${unit} CONTENT "// The unit that carries the precompiled header.\n")
  add_library(${name} OBJECT ${unit})
  target_link_libraries(${name} PRIVATE convene_flags ${ARGN})
  target_precompile_headers(${name} PRIVATE ${header})
endfunction()

# convene_optimised(TARGET light|heavy|test): a precompiled header fits only units of the same optimisation.
function(convene_optimised target weight)
  if(NOT weight STREQUAL "light")
    target_compile_options(${target} PRIVATE ${CONVENE_OUTER_FLAGS})
  endif()
endfunction()

convene_precompiled(convene_pch_light <cmake/light_pch.h>)
convene_precompiled(convene_pch_heavy <cmake/heavy_pch.h>)
convene_optimised(convene_pch_heavy heavy)

# convene_compile(TARGET light|heavy|test): which precompiled header a target reads; heavy ones queue in their pool.
function(convene_compile target weight)
  target_precompile_headers(${target} REUSE_FROM convene_pch_${weight})
  convene_optimised(${target} ${weight})
  if(weight STREQUAL "heavy")
    set_target_properties(${target} PROPERTIES JOB_POOL_COMPILE heavy)
  endif()
endfunction()

function(convene_sources out)
  set(found)
  foreach(dir IN LISTS ARGN)
    file(GLOB here CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${dir}/*.cc)
    list(APPEND found ${here})
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# convene_together(OUT NAME SOURCE...): where CONVENE_BATCH is a number, so many sources to a unit that includes them, else
# the sources as they are. Most of a unit's time goes into headers and templates that its neighbours need as well. CMake's
# own unity units name files by their absolute path, which would make them strange to ccache in another clone.
# Heavy targets keep theirs, as one unit with Beast takes gigabytes already.
# The property CONVENE_ALONE of a source keeps it a unit of its own.
function(convene_together out name)
  if(NOT CONVENE_BATCH)
    set(${out} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  set(units)
  set(batch)
  set(number 0)
  set(size 0)
  list(LENGTH ARGN left)
  foreach(source IN LISTS ARGN)
    math(EXPR left "${left} - 1")
    get_property(alone SOURCE ${source} PROPERTY CONVENE_ALONE)
    if(alone)
      list(APPEND units ${source})
    else()
      file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR} ${source})
      string(APPEND batch "#include \"${path}\"\n")
      math(EXPR size "${size} + 1")
    endif()
    if(size EQUAL CONVENE_BATCH OR (left EQUAL 0 AND size GREATER 0))
      set(unit ${CMAKE_CURRENT_BINARY_DIR}/together/${name}_${number}.cc)
      file(CONFIGURE OUTPUT ${unit} CONTENT "${batch}" @ONLY)
      list(APPEND units ${unit})
      math(EXPR number "${number} + 1")
      set(batch)
      set(size 0)
    endif()
  endforeach()
  set(${out} ${units} PARENT_SCOPE)
endfunction()

# convene_library(NAME DIRS dir... LINK lib... [HEAVY])
# Every .cc of the folders; HEAVY marks those that compile Beast, and shares its precompiled header.
function(convene_library name)
  cmake_parse_arguments(arg "HEAVY" "" "DIRS;LINK" ${ARGN})
  convene_sources(sources ${arg_DIRS})
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE convene_flags ${arg_LINK})
    return()
  endif()
  if(NOT arg_HEAVY)
    convene_together(sources ${name} ${sources})
  endif()
  add_library(${name} STATIC ${sources})
  # Our warnings and include path are ours: who uses an installed library has their own.
  target_link_libraries(${name} PUBLIC $<BUILD_INTERFACE:convene_flags> ${arg_LINK})
  if(arg_HEAVY)
    convene_compile(${name} heavy)
  else()
    convene_compile(${name} light)
  endif()
endfunction()

function(convene_program name)
  cmake_parse_arguments(arg "" "" "DIRS;LINK" ${ARGN})
  convene_sources(sources ${arg_DIRS})
  list(FILTER sources EXCLUDE REGEX "/assembly[.]cc$")  # a library of its own, see CMakeLists.txt
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE convene_flags ${arg_LINK})
endfunction()
